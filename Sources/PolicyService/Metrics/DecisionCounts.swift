internal import Metrics
internal import SPF

/// What the connections of one event loop have counted.
struct DecisionCounts: Sendable {
  private var helo = ResultCounts()
  private var mailFrom = ResultCounts()
  private var dunno: Int64 = 0
  private var prepended: Int64 = 0
  private var performed: Int64 = 0
  private var rejected: Int64 = 0
  private var deferred: Int64 = 0
  private var exemptions: [String: Int64] = [:]
  private var withheld: Int64 = 0
  private var late: Int64 = 0
  private(set) var protocolErrors: Int64 = 0
  private(set) var cached = DurationHistogram()
  private(set) var asked = DurationHistogram()

  /// Counts an answer. A verdict that was made for an earlier recipient has been counted then.
  mutating func count(_ decision: PolicyDecision) {
    switch decision.action {
    case .dunno: dunno &+= 1
    case .prepend: prepended &+= 1
    case .perform: performed &+= 1
    case .refuse(let code) where code.isTemporary: deferred &+= 1
    case .refuse: rejected &+= 1
    }
    if decision.withheld != nil { withheld &+= 1 }
    guard !decision.isRepeated else { return }
    if decision.verdict.isLate { late &+= 1 }
    if let exemption = decision.verdict.exemption { exemptions["\(exemption.word)", default: 0] &+= 1 }
    if let outcome = decision.verdict.helo { helo.count(outcome.result) }
    if let outcome = decision.verdict.mailFrom { mailFrom.count(outcome.result) }
  }

  mutating func countProtocolError() { protocolErrors &+= 1 }

  /// Adds answers that were all at hand, `nanoseconds` after they were read.
  mutating func observeCached(_ nanoseconds: UInt64, times: UInt64) {
    cached.observe(nanoseconds, times: times)
  }

  /// Adds an answer for which DNS was asked.
  mutating func observeAsked(_ nanoseconds: UInt64) { asked.observe(nanoseconds) }

  mutating func add(_ other: DecisionCounts) {
    helo.add(other.helo)
    mailFrom.add(other.mailFrom)
    dunno &+= other.dunno
    prepended &+= other.prepended
    performed &+= other.performed
    rejected &+= other.rejected
    deferred &+= other.deferred
    exemptions.merge(other.exemptions) { $0 &+ $1 }
    withheld &+= other.withheld
    late &+= other.late
    protocolErrors &+= other.protocolErrors
    cached.add(other.cached)
    asked.add(other.asked)
  }

  /// The metrics; the results and actions are there from the beginning, so that a rate can be taken of them.
  var metrics: [MetricFamily] {
    return [
      MetricFamily(
        .counter, "spf_results_total", "Results of check_host(), by identity.",
        helo.samples(identity: "helo") + mailFrom.samples(identity: "mailfrom")),
      MetricFamily(
        .counter, "spf_actions_total", "Answers given.",
        [
          ("dunno", dunno), ("prepend", prepended), ("perform", performed), ("reject", rejected),
          ("defer", deferred),
        ].map {
          MetricSample([MetricLabel("action", $0.0)], $0.1)
        }),
      MetricFamily(
        .counter, "spf_exemptions_total", "Messages that were not checked, by reason.",
        exemptions.map { MetricSample([MetricLabel("reason", $0.key)], $0.value) }
          .sorted { $0.labels[0].value < $1.labels[0].value }),
      MetricFamily(
        .counter, "spf_withheld_total",
        "Refusals that were not given: by monitoring, exemptions and grace, and of messages that were held back.",
        withheld),
      MetricFamily(
        .counter, "spf_late_total", "Messages whose check was not done in time: the fall-back was answered.",
        late),
      MetricFamily(
        .counter, "spf_protocol_errors_total", "Connections closed because of what was received.",
        protocolErrors),
      MetricFamily(
        "spf_request_duration_seconds",
        "Time from a request's arrival to its answer, with all of DNS in the cache or not.", label: "dns",
        [("cached", cached), ("asked", asked)]),
    ]
  }
}
