"""Optimal secondary suppression by τ-ARGUS, where `pytauargus` is installed: it proposes, our own audit decides."""
