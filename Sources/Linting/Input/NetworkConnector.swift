internal import DNS
public import SPF
internal import Synchronization

/// Reaches name servers over the network.
public final class NetworkConnector: ServerConnector {
  private let port: UInt16
  private let resolvers = Mutex<[CAresResolver]>([])

  /// A connector; name servers listen on `port`.
  public init(port: UInt16 = 53) {
    self.port = port
  }

  /// A resolver of its own for the server.
  public func resolver(for address: IPAddress) -> (any Resolver)? {
    var options = CAresOptions()
    options.servers = [ServerAddress(address, port: port)]
    options.tries = 2
    options.wantsSignatures = true
    options.followsAliases = false
    guard let resolver = try? CAresResolver(options) else { return nil }
    resolvers.withLock { $0.append(resolver) }
    return resolver
  }

  /// Ends the threads of the resolvers.
  public func close() {
    let open = resolvers.withLock { list in
      defer { list = [] }
      return list
    }
    for resolver in open { resolver.shutdown() }
  }
}
