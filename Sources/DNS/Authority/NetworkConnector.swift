public import SPF
internal import Synchronization

/// Reaches name servers over the network.
public final class NetworkConnector: ServerConnector {
  private let port: UInt16?
  private let isInspecting: Bool
  private let resolvers = Mutex<[CAresResolver]>([])

  /// A connector; with `port` that is where every name server listens.
  public convenience init(port: UInt16? = nil) {
    self.init(port: port, isInspecting: false)
  }

  /// A connector for who looks after a zone: answers come with signatures, and aliases that lead to the servers of
  /// others are not followed.
  public static func inspecting(port: UInt16? = nil) -> NetworkConnector {
    NetworkConnector(port: port, isInspecting: true)
  }

  private init(port: UInt16?, isInspecting: Bool) {
    self.port = port
    self.isInspecting = isInspecting
  }

  /// A resolver of its own for the server.
  public func resolver(for server: ServerAddress) -> (any Resolver)? {
    var options = CAresOptions()
    options.servers = [ServerAddress(server.address, port: port ?? server.port)]
    options.tries = 2
    options.wantsSignatures = isInspecting
    options.followsAliases = !isInspecting
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
