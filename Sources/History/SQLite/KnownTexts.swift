/// The numbers of texts that the last writes have found; of bounded size.
struct KnownTexts: Sendable {
  /// The texts of each kind. Further ones are looked up in the database each time.
  static let most = 100_000

  private(set) var names: [String: KnownText] = [:]
  private(set) var networks: [String: KnownText] = [:]
  private var hour = 0

  /// Nothing.
  init() {}

  /// What is known after a write by those that were found.
  func replaced(names: [String: KnownText], networks: [String: KnownText]) -> KnownTexts {
    var known = self
    known.names = names
    known.networks = networks
    return known
  }

  /// Makes room, once an hour, for texts that are used now.
  mutating func begin(hour: Int) {
    guard hour > self.hour else { return }
    self.hour = hour
    if names.count >= Self.most { names = [:] }
    if networks.count >= Self.most { networks = [:] }
  }
}
