public import SPF
internal import Synchronization

/// Reaches name servers over the network.
public final class NetworkConnector: ServerConnector {
  private let port: UInt16?
  private let resolvers = Mutex<[CAresResolver]>([])

  /// A connector; with `port` that is where every name server listens.
  public init(port: UInt16? = nil) {
    self.port = port
  }

  /// A resolver of its own for the server.
  public func resolver(for server: ServerAddress) -> (any Resolver)? {
    var options = CAresOptions()
    options.servers = [ServerAddress(server.address, port: port ?? server.port)]
    options.tries = 2
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
