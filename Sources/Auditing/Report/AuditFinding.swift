public import SPF

/// One thing that an audit found.
public struct AuditFinding: Sendable, Hashable {
  /// How much it matters, the most first.
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Something that sends is not authorised.
    case error
    /// It could not be found out.
    case undetermined
    /// It is so in DNS, and caches may hold what was before: a deployment must wait.
    case wait
    /// It may lead to refused mail, or lets others send.
    case warning
    /// For information.
    case notice

    /// The more urgent comes first.
    public static func < (left: Severity, right: Severity) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The kinds of findings, stable across versions.
  public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
    /// A domain or a HELO name does not exist in DNS: it is misspelt, or not entered yet.
    case noSuchName = "no-such-name"
    /// An address that sends is not authorised: fail, or no record.
    case missing
    /// An address that sends gets softfail or neutral.
    case softly
    /// The record cannot be evaluated.
    case brokenRecord = "broken-record"
    /// The HELO identity of a host does not pass.
    case heloRefused = "helo-refused"
    /// A host that sends has no address.
    case noAddress = "no-address"
    /// A service that sends is not included.
    case serviceNotIncluded = "service-not-included"
    /// The record of a service cannot be used.
    case serviceBroken = "service-broken"
    /// Receivers refuse mail, and would again.
    case rejected
    /// Receivers put mail off, and would again.
    case earlyWarning = "early-warning"
    /// DNS did not answer.
    case dnsTrouble = "dns-trouble"
    /// Caches may hold a record that did not authorise the host of a deployment.
    case recentlyChanged = "recently-changed"
    /// DNS did not answer receivers, so that they put mail off or refused it.
    case receiverDNS = "receiver-dns"
    /// Receivers refuse mail from an address that nobody knows.
    case rejectedUnknown = "rejected-unknown"
    /// A HELO name has no record of its own.
    case noHELORecord = "no-helo-record"
    /// A HELO name has no address.
    case heloUnresolved = "helo-unresolved"
    /// An address has no reverse name, or one that is not confirmed.
    case reverseName = "reverse-name"
    /// A host has an address that is not listed and would not pass.
    case unlistedAddress = "unlisted-address"
    /// An address that receivers never see: a private one.
    case privateAddress = "private-address"
    /// A term authorises addresses that no listed sender uses.
    case superfluous
    /// A record includes a service that is not listed.
    case unlistedService = "unlisted-service"
    /// A domain whose mail the log has not seen for long.
    case unused
    /// Receivers refused what the record authorised all the time.
    case refusedAlthoughAuthorised = "refused-although-authorised"
    /// Receivers name an address that is probably that of a forwarder.
    case elsewhere
    /// Receivers refused our mail because of names that are none of ours.
    case otherDomain = "other-domain"
    /// Receivers refused mail that others sent.
    case notOurs = "not-ours"
    /// Receivers refused what would pass now.
    case repaired
    /// A record changed, and somebody lost pass.
    case changedForWorse = "changed-for-worse"
    /// A record changed.
    case changed
  }

  /// How much it matters.
  public let severity: Severity
  /// What it is.
  public let code: Code
  /// The domain that it is about.
  public var domain: DomainName?
  /// The host that it is about.
  public var host: String?
  /// The addresses that it is about.
  public var addresses: [IPAddress] = []
  /// What is so, in a sentence.
  public let sentence: String
  /// What to do, in sentences, where that is not to publish a record.
  public var remedy: String?
  /// The name at which to publish a record, see ``AuditReport/publications``.
  public var publishAt: DomainName?
}
