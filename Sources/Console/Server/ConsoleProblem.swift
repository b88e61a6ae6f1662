/// Why pages cannot be served as the configuration has it.
public enum ConsoleProblem: Error, Sendable, Hashable {
  /// There is no address to listen on.
  case nowhere
  /// The private console would be open to others than this host, and nobody authenticates them.
  case unguarded(WebAddress)
  /// A proxy's networks without a header field for the user, or the other way about.
  case halfGuarded
}

extension ConsoleProblem: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .nowhere:
      "there is no address to listen on; give why.listen or console.listen in the configuration, or --why or --listen."
    case .unguarded(let address):
      "\(address) is not a loopback address, and the console is private; listen on 127.0.0.1, or give console.proxy_networks and console.user_header of a proxy that authenticates."
    case .halfGuarded:
      "console.proxy_networks and console.user_header belong together; give both, or neither."
    }
  }
}
