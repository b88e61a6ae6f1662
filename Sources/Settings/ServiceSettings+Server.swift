public import PolicyService
internal import SPF

extension ServiceSettings {
  /// How the service listens, its account looked up. Throws ``ServiceError`` if there is no such account.
  public func serverConfiguration() throws(ServiceError) -> ServerConfiguration {
    var server = server
    if let user { server.account = try ServiceAccount(user: user, group: group) }
    return server
  }
}
