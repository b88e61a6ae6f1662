/// The numbers of texts that the last writes have found; of bounded size.
struct KnownTexts: Sendable {
  private static let most = 300_000

  private(set) var names: [String: KnownText] = [:]
  private(set) var networks: [String: KnownText] = [:]

  /// Nothing.
  init() {}

  /// What was found by now; too much is forgotten all at once, and found again.
  init(names: [String: KnownText], networks: [String: KnownText]) {
    if names.count <= Self.most { self.names = names }
    if networks.count <= Self.most { self.networks = networks }
  }
}
