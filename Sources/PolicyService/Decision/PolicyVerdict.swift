public import SPF

/// What is done with a message, and because of which outcome. It holds for all recipients of the message.
public struct PolicyVerdict: Sendable {
  // Outcomes are large, and a verdict is handed on and remembered: all of it behind one reference.
  private final class Storage: Sendable {
    let deciding: CheckOutcome?
    let helo: CheckOutcome?
    let mailFrom: CheckOutcome?
    let isStrict: Bool
    let pardon: Pardon?

    init(
      deciding: CheckOutcome, helo: CheckOutcome?, mailFrom: CheckOutcome?, isStrict: Bool, pardon: Pardon?
    ) {
      self.pardon = pardon
      self.isStrict = isStrict
      self.deciding = deciding
      self.helo = helo
      self.mailFrom = mailFrom
    }
  }

  private let storage: Storage?
  /// The rules it was made by.
  let rules: RuleSet
  /// What is done with the message.
  public let ruling: RejectionRule.Verdict
  /// Why nothing was checked.
  public let exemption: Exemption?
  /// Whether the time for the answer was over before there was a result.
  public let isLate: Bool
  /// The outcome that decided, and that the header field reports.
  public var deciding: CheckOutcome? { storage?.deciding }
  /// The outcome for the HELO identity, if it was checked.
  public var helo: CheckOutcome? { storage?.helo }
  /// The outcome for the MAIL FROM identity, if it was checked.
  public var mailFrom: CheckOutcome? { storage?.mailFrom }
  /// Whether the deciding domain is one of ``PolicyConfiguration/strictDomains``.
  var isStrict: Bool { storage?.isStrict ?? false }
  /// Why the message is not refused although the rules say so.
  var pardon: Pardon? { storage?.pardon }
  /// The name of the policy whose rules were used; nil for those of the whole service.
  public var policy: String? { rules.policy }

  // Parts of outcomes, for who has no need of whole ones: to copy an outcome costs more than to count it.

  /// The client that was checked; nil if nothing was.
  public var checkedClient: IPAddress? { storage?.deciding?.client }
  /// The result for the HELO identity, if it was checked.
  public var heloResult: SPFResult? { storage?.helo?.result }
  /// The result for the MAIL FROM identity, if it was checked.
  public var mailFromResult: SPFResult? { storage?.mailFrom?.result }

  init(
    _ rules: RuleSet, _ ruling: RejectionRule.Verdict, because deciding: CheckOutcome, helo: CheckOutcome?,
    mailFrom: CheckOutcome?, isStrict: Bool = false, pardon: Pardon? = nil
  ) {
    self.rules = rules
    self.ruling = ruling
    storage = Storage(deciding: deciding, helo: helo, mailFrom: mailFrom, isStrict: isStrict, pardon: pardon)
    exemption = nil
    isLate = false
  }

  init(_ rules: RuleSet, exempted exemption: Exemption) {
    self.rules = rules
    ruling = .accept
    storage = nil
    self.exemption = exemption
    isLate = false
  }

  /// The verdict when the time for the answer is over.
  init(late rules: RuleSet) {
    self.rules = rules
    ruling = rules.configuration.answer.fallBack == .defer ? .defer : .accept
    storage = nil
    exemption = nil
    isLate = true
  }
}
