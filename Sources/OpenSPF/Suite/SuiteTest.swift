public import SPF

/// One test of a suite in the OpenSPF format.
public struct SuiteTest: Sendable {
  /// What the explanation of a fail must be.
  public enum ExpectedExplanation: Sendable, Hashable {
    /// The test does not say.
    case any
    /// `DEFAULT`: none from the domain, so that the receiver uses its own words.
    case receiversOwn
    /// This text.
    case text(String)
  }

  /// The key under which it stands.
  public let name: String
  /// The section of the RFC it refers to, as written in the suite; empty if it names none.
  public let section: String
  /// The name given with HELO.
  public let helo: String
  /// The client's address.
  public let client: IPAddress
  /// The reverse-path; empty for the null one.
  public let mailFrom: String
  /// The results that are right, the preferred one first.
  public let results: [SPFResult]
  /// What the explanation must be.
  public let explanation: ExpectedExplanation
}
