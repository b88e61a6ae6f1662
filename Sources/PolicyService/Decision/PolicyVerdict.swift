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

  // Outcomes are large, and a verdict is handed on and remembered: all of it behind one reference.
  private final class Storage: Sendable {
    let deciding: CheckOutcome?
    let helo: CheckOutcome?
    let mailFrom: CheckOutcome?

    init(deciding: CheckOutcome, helo: CheckOutcome?, mailFrom: CheckOutcome?) {
      self.deciding = deciding
      self.helo = helo
      self.mailFrom = mailFrom
    }
  }

  private let storage: Storage?
  /// What is done with the message.
  public let ruling: RejectionRule.Verdict
  /// Why nothing was checked.
  public let exemption: Exemption?
  /// The outcome that decided, and that the header field reports.
  public var deciding: CheckOutcome? { storage?.deciding }
  /// The outcome for the HELO identity, if it was checked.
  public var helo: CheckOutcome? { storage?.helo }
  /// The outcome for the MAIL FROM identity, if it was checked.
  public var mailFrom: CheckOutcome? { storage?.mailFrom }

  // Parts of outcomes, for who has no need of whole ones: to copy an outcome costs more than to count it.

  /// The client that was checked; nil if nothing was.
  public var checkedClient: IPAddress? { storage?.deciding?.client }
  /// The result for the HELO identity, if it was checked.
  public var heloResult: SPFResult? { storage?.helo?.result }
  /// The result for the MAIL FROM identity, if it was checked.
  public var mailFromResult: SPFResult? { storage?.mailFrom?.result }

  init(
    _ ruling: RejectionRule.Verdict, because deciding: CheckOutcome, helo: CheckOutcome?,
    mailFrom: CheckOutcome?
  ) {
    self.ruling = ruling
    storage = Storage(deciding: deciding, helo: helo, mailFrom: mailFrom)
    exemption = nil
  }

  init(exempted exemption: Exemption) {
    ruling = .accept
    storage = nil
    self.exemption = exemption
  }
}
