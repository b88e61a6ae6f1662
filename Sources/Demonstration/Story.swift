internal import DNS
internal import NameServer
internal import PolicyService
internal import SPF

/// The story of the replaced server, played with real parts on one machine: a name server on loopback that
/// answers from a zone file, a resolver that asks it, and a policy service on a unix socket.
public enum Story {
  /// Plays the story; `show` gets each step as it happens. Returns all of them.
  public static func tell(_ show: (StoryStep) -> Void) async throws -> [StoryStep] {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let server = try await LoopbackNameServer.start(try zone(StoryZone.before))
    do {
      let steps = try await play(with: server, in: directory, show)
      await server.stop()
      return steps
    } catch {
      await server.stop()
      throw error
    }
  }

  private static func play(
    with server: LoopbackNameServer, in directory: TemporaryDirectory, _ show: (StoryStep) -> Void
  ) async throws -> [StoryStep] {
    var options = CAresOptions()
    options.servers = [server.address]
    let network = try CAresResolver(options)
    defer { network.shutdown() }
    let sink = CollectingSink()
    let path = directory.path + "/policy"
    let resolver = CachingResolver(network)
    let service = StoryService(resolver: resolver, path: path, sink: sink)
    return try await service.running {
      var teller = StoryTeller(client: PolicyClient(path: path), sink: sink, resolver: resolver)
      try await teller.play(show) { server.setZone(try zone(StoryZone.after)) }
      return teller.steps
    }
  }

  private static func zone(_ text: String) throws -> ZoneResolver {
    ZoneResolver(try MasterFileReader(file: "story.zone").zoneData(Array(text.utf8)))
  }
}
