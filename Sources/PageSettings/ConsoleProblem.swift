public import SPF

/// Why pages cannot be served as the configuration has it.
public enum ConsoleProblem: Error, Sendable, Hashable {
  /// There is no address to listen on.
  case nowhere
  /// The console would be open to whoever reaches this address.
  case exposed(WebAddress)
  /// A proxy names its users, but it is not told where the proxy is.
  case noProxyNetworks
  /// It is told where the proxy is, but not in which field it names its users.
  case noUserField
  /// There are names for a proxy that is not there.
  case namesWithoutProxy
  /// A network of proxies that holds all addresses.
  case everybody(IPNetwork)

  /// The key that it is about.
  public var key: String {
    switch self {
    case .nowhere, .exposed: "console.listen"
    case .noProxyNetworks, .everybody: "console.proxy_networks"
    case .noUserField: "console.proxy_user_field"
    case .namesWithoutProxy: "console.host_names"
    }
  }

  /// What is wrong.
  public var message: String {
    switch self {
    case .nowhere: "there is no address to listen on"
    case .exposed(let address):
      "\"\(address)\" is not a loopback address, and the console knows no passwords: everybody who reaches it could read it"
    case .noProxyNetworks: "nothing, though console.proxy_user_field says that a proxy lets people in"
    case .noUserField: "nothing, though console.proxy_networks says that a proxy lets people in"
    case .namesWithoutProxy:
      "names, though no proxy is said to let people in: without one the console answers to the names of loopback only"
    case .everybody(let network):
      "\"\(network)\" holds every address, so everybody would be taken for the proxy"
    }
  }

  /// What to do.
  public var remedy: String {
    switch self {
    case .nowhere:
      "Give console.listen or why.listen in the configuration, or --console or --why."
    case .exposed(let address):
      "Write \(address.onLoopback), or put a proxy that asks for passwords before it and name it in console.proxy_networks and console.proxy_user_field."
    case .noProxyNetworks:
      "Write the address from which the proxy connects, for instance 192.0.2.1."
    case .noUserField:
      "Write the header field in which the proxy names whom it has let in, for instance X-Remote-User."
    case .namesWithoutProxy:
      "Leave it out, or name the proxy in console.proxy_networks and console.proxy_user_field."
    case .everybody:
      "Write the address from which the proxy connects, for instance 192.0.2.1."
    }
  }
}

extension ConsoleProblem: CustomStringConvertible {
  /// `key: message. remedy`
  public var description: String { "\(key): \(message). \(remedy)" }
}
