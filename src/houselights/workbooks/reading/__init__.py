"""Each kind of workbook read into plain rows, in the process apart."""
