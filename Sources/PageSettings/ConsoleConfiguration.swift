/// How pages are served.
public struct ConsoleConfiguration: Sendable {
  /// What a server of pages allows.
  public var limits = WebLimits()
  /// The private console.
  public var site = SiteConfiguration()
  /// Whether all other processes of the machine go first, so that no load on pages delays mail.
  public var isInBackground = true
  /// The public Why page.
  public var why = WhyConfiguration()

  /// The defaults: nothing is served.
  public init() {}

  /// Why nothing can be served as it is told; nil if all is well.
  public var problem: ConsoleProblem? {
    why.address == nil && site.address == nil ? .nowhere : site.problem
  }
}
