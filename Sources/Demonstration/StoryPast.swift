internal import SPF

/// The weeks before the story: what the receiver's service decided then, and which records it saw. Its days pass in a
/// moment.
enum StoryPast {
  private static let days = 20

  /// Plays them.
  static func play(in world: StoryWorld) async throws {
    try world.publish(StoryZone.before, shop: StoryNeighbours.earlierShopRecord)
    try await play((StoryNeighbours.shopChange + 1...days).reversed(), in: world)
    try world.publish(StoryZone.before)
    try await play((1...StoryNeighbours.shopChange).reversed(), in: world)
    await world.remember()
  }

  private static func play(_ days: [Int], in world: StoryWorld) async throws {
    let path = world.directory.path + "/past"
    // An empty cache, so that what was published anew is known.
    let service = StoryService(
      resolver: world.resolver(), path: path, sink: CollectingSink(), observer: world.observer)
    try await service.running {
      let client = PolicyClient(path: path)
      for day in days {
        for habit in StoryNeighbours.habits.sorted(by: { $0.hour < $1.hour }) where habit.isDay(day) {
          world.calendar.go(to: Int64(day) * 86_400 - Int64(habit.hour) * 3600)
          for number in 1...habit.count {
            _ = try await client.ask(
              habit.message.again("\(day) \(habit.message.client) \(number)").attributes)
          }
        }
        try await world.lookUp(StoryNeighbours.domains + ["corp.example.com"])
      }
    }
  }
}
