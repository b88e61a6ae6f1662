internal import DNS
public import History
internal import HistoryLinks
internal import NameServer
internal import PolicyService
public import SPF

/// Where the story plays: a name server on loopback that answers from a zone file, a resolver that asks it, and what the
/// receiver's service remembers.
public final class StoryWorld: Sendable {
  let directory: TemporaryDirectory
  let calendar = StoryCalendar()
  private let server: LoopbackNameServer
  private let network: CAresResolver
  private let recorder: HistoryRecorder

  /// Where the receiver's history is.
  public let historyLocation: HistoryLocation
  /// A path for its file of temporary exemptions, which is not there yet.
  public let exemptionFile: String

  /// Runs `body` in a world of its own, of which nothing is left afterwards.
  static func running<T>(_ body: (StoryWorld) async throws -> T) async throws -> T {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let server = try await LoopbackNameServer.start(try zone(StoryZone.before))
    do {
      let world = try StoryWorld(directory, server)
      defer { world.network.shutdown() }
      let value = try await body(world)
      await world.recorder.close()
      await server.stop()
      return value
    } catch {
      await server.stop()
      throw error
    }
  }

  private init(_ directory: TemporaryDirectory, _ server: LoopbackNameServer) throws {
    self.directory = directory
    self.server = server
    var options = CAresOptions()
    options.servers = [server.address]
    network = try CAresResolver(options)
    exemptionFile = directory.path + "/exemptions.yaml"
    historyLocation = .sqlite(path: directory.path + "/history.db")
    let calendar = calendar
    recorder = HistoryRecorder(
      store: try historyLocation.store { calendar.milliseconds / 1000 }, identity: RandomIdentity.make(),
      now: { calendar.milliseconds }, tell: { _ in })
  }

  /// A resolver with an empty cache over the name server. What the receiver learns by it of records, is remembered.
  public func resolver() -> some ImmediateResolver {
    let recorder = recorder
    return CachingResolver(WatchedResolver(network) { recorder.note($1, to: $0) })
  }

  /// Who remembers what the receiver decides.
  var observer: any DecisionObserver { DecisionRecorder(recorder) }

  /// Writes down what is remembered so far.
  func remember() async { await recorder.flush() }

  /// Looks up the records of `domains`, as a cache does that has forgotten them.
  func lookUp(_ domains: [String]) async throws {
    for domain in domains.compactMap({ DomainName($0) }) {
      let question = DNSQuestion(domain, .txt)
      recorder.note(await network.answer(to: question), to: question)
    }
  }

  /// Publishes another zone of the company, and another record of a shop.
  func publish(_ text: String, shop record: String = StoryNeighbours.shopRecord) throws {
    server.setZone(try Self.zone(text, shop: record))
  }

  private static func zone(_ text: String, shop record: String = StoryNeighbours.shopRecord) throws
    -> ZoneResolver
  {
    ZoneResolver(
      try MasterFileReader(file: "story.zone").zoneData(
        Array((text + StoryNeighbours.zone(shop: record)).utf8)))
  }
}
