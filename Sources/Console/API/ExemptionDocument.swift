internal import PolicyService
internal import Reporting

/// An exemption, for a program.
struct ExemptionDocument: Encodable, Sendable {
  let domain: String
  let network: String
  let until: String
  let ended: Bool
  let reason: String

  init(_ exemption: TemporaryExemption, now: Int64) {
    domain = "\(exemption.domain)"
    network = "\(exemption.network)"
    until = CivilTime(exemption.end).machine
    ended = exemption.end <= now
    reason = exemption.reason
  }
}
