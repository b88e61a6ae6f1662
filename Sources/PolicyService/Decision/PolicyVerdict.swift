public import SPF

/// What is done with a message, and because of which outcome. It holds for all recipients of the message.
public struct PolicyVerdict: Sendable {
  /// Why there is no outcome, if there is none.
  public enum Exemption: Sendable, Hashable {
    /// The client is in one of the local networks.
    case local
    /// The request names no client.
    case noClient
    /// The client's address cannot be read.
    case malformedClient
    /// The request has neither a HELO name nor a sender, or none of them is to be checked.
    case nothingToCheck
  }

  /// What is done with the message.
  public let ruling: RejectionRule.Verdict
  /// The outcome that decided, and that the header field reports.
  public let deciding: CheckOutcome?
  /// The outcome for the HELO identity, if it was checked.
  public let helo: CheckOutcome?
  /// The outcome for the MAIL FROM identity, if it was checked.
  public let mailFrom: CheckOutcome?
  /// Why nothing was checked.
  public let exemption: Exemption?

  init(
    _ ruling: RejectionRule.Verdict, because deciding: CheckOutcome, helo: CheckOutcome?,
    mailFrom: CheckOutcome?
  ) {
    self.ruling = ruling
    self.deciding = deciding
    self.helo = helo
    self.mailFrom = mailFrom
    exemption = nil
  }

  init(exempted exemption: Exemption) {
    ruling = .accept
    deciding = nil
    helo = nil
    mailFrom = nil
    self.exemption = exemption
  }
}
