"""What an organisation keeps above its feeds, as tables to take away: returns, releases, what it put off."""

from houselights.benchmarks.models import CarriedFile, Contributor, PeerKey
from houselights.benchmarks.models import Contribution as BenchmarkContribution
from houselights.feeds.kept import Kept
from houselights.recommendations.models import Dismissal
from houselights.submissions.console.models import Contribution, Readiness
from houselights.submissions.models import Return, SetValue, Version
from houselights.submissions.releases.models import Given, Release

_MINE = "organisation"
KEPT_ABOVE = (
    Kept(
        "returns", Return, _MINE,
        ("id", "quarter", "form", "state", "edition", "left_open", "reason", "steps", "created_at"),
    ),
    Kept(
        "return_values", SetValue, "of__organisation",
        ("of_id", "event_id", "field", "value", "reason", "by_id", "at"),
    ),
    Kept(
        "return_versions", Version, "of__organisation",
        ("of_id", "number", "fingerprint", "submitted_at", "by_id"),
    ),
    Kept("return_readiness", Readiness, _MINE, ("quarter", "lacks", "looked_at")),
    Kept("portfolio_contributions", Contribution, _MINE, ("quarter", "content", "made_at")),
    Kept("releases", Release, "of", ("period", "is_final", "made_at", "content", "digest"), by_slug=True),
    Kept(
        "released_to", Given, "of", ("period", "build", "reader", "measure", "by", "to_id", "at"), by_slug=True
    ),
    Kept("benchmark_setting", Contributor, _MINE, ("region", "discipline", "kind", "size_band", "since")),
    Kept(
        "benchmark_contributions", BenchmarkContribution, "contributor__organisation", ("period", "content", "made_at")
    ),
    Kept("benchmark_peer_keys", PeerKey, "contributor__organisation", ("id", "key", "whose")),
    Kept(
        "benchmark_peer_files", CarriedFile, "key__contributor__organisation",
        ("key_id", "period", "content", "taken_in_at"),
    ),
    Kept("dismissals", Dismissal, _MINE, ("rule", "subject", "said", "dismissed_at", "dismissed_by_id")),
)  # fmt: skip
