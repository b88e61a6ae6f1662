internal import PolicyService
internal import SPF

/// The story of the replaced server, played with real parts on one machine: a name server on loopback that
/// answers from a zone file, a resolver that asks it, and a policy service on a unix socket.
public enum Story {
  /// Plays the story; `show` gets each step as it happens. Then `visit` is given the world of the story, with the weeks
  /// before it in the receiver's history, if every step went as told. Returns all of them.
  public static func tell(
    _ show: (StoryStep) -> Void, visit: ((StoryWorld) async throws -> Void)? = nil
  ) async throws -> [StoryStep] {
    try await StoryWorld.running { world in
      if visit != nil { try await StoryPast.play(in: world) }
      let steps = try await play(in: world, show)
      await world.remember()
      if let visit, steps.allSatisfy(\.isAsTold) { try await visit(world) }
      return steps
    }
  }

  private static func play(in world: StoryWorld, _ show: (StoryStep) -> Void) async throws -> [StoryStep] {
    let sink = CollectingSink()
    let path = world.directory.path + "/policy"
    let resolver = world.resolver()
    let service = StoryService(resolver: resolver, path: path, sink: sink, observer: world.observer)
    return try await service.running {
      var teller = StoryTeller(
        client: PolicyClient(path: path), sink: sink, resolver: resolver, calendar: world.calendar)
      try await teller.play(show) { try world.publish(StoryZone.after) }
      return teller.steps
    }
  }
}
