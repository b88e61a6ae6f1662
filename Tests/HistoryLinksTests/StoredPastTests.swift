import Diagnosis
import History
import HistoryLinks
import SPF
import TestSupport
import Testing

@Suite struct StoredPastTests {
  private static let hour = Int(TemporaryStore.noon / 3600)

  private static func observation(
    _ result: SPFResult, hours: Int, from network: String = "203.0.113.25/32",
    action: ObservedAction = .accepted,
    count: Int = 1
  ) -> Observation {
    Observation(
      hour: hour + hours, domain: "sender.example", scope: .mailFrom,
      network: IPNetwork(network) ?? IPNetwork(address("192.0.2.1")), helo: "h", reverseName: "",
      result: result, action: action, count: count)
  }

  @Test func isWhatTheStoreHasOfThePair() async throws {
    let place = TemporaryStore()
    let noon = TemporaryStore.noon
    func record(_ text: String, _ days: Int64) -> RecordVersion {
      let seen = noon + days * 86_400
      return RecordVersion(domain: "sender.example", text: text, ttl: 60, firstSeen: seen, lastSeen: noon)
    }
    try await place.store.write(
      HistoryBatch(
        observations: [
          Self.observation(.pass, hours: -72), Self.observation(.pass, hours: -30),
          Self.observation(.fail, hours: -2, action: .rejected, count: 4),
          Self.observation(.softfail, hours: -80, count: 3),
          Self.observation(.neutral, hours: -10, action: .withheld, count: 2),
          Self.observation(.pass, hours: -500, from: "192.0.2.10/32"),
        ], records: [record("v=spf1 a -all", -60), record("v=spf1 -all", -1)]),
      stamp: BatchStamp(writer: "w", sequence: 1, hour: Self.hour))
    let past = await StoredPast(place.store).past(of: name("sender.example"), client: address("203.0.113.25"))
    var expected = Past()
    expected.clientSeen = noon - 80 * 3600
    expected.domainSeen = noon - 60 * 86_400
    expected.passes = (noon - 72 * 3600)...(noon - 30 * 3600)
    expected.served = 5
    expected.recordsSeen = [noon - 60 * 86_400, noon - 86_400]
    #expect(past == expected)
    // Of another client only the domain is known.
    let other = await StoredPast(place.store).past(
      of: name("sender.example"), client: address("203.0.113.26"))
    #expect(other?.clientSeen == nil)
    #expect(other?.domainSeen == noon - 60 * 86_400)
    #expect(
      await StoredPast(place.store).past(of: name("other.example"), client: address("203.0.113.25")) == nil)
  }

  @Test func networksAreAsWideAsThoseKept() async throws {
    let place = TemporaryStore()
    try await place.store.write(
      HistoryBatch(observations: [Self.observation(.pass, hours: -5, from: "203.0.113.0/24")]),
      stamp: BatchStamp(writer: "w", sequence: 1, hour: Self.hour))
    let client = address("203.0.113.25")
    #expect(await StoredPast(place.store).past(of: name("sender.example"), client: client) == nil)
    let past = StoredPast(place.store, widths: NetworkWidths(ipv4: 24, ipv6: 64))
    #expect(await past.past(of: name("sender.example"), client: client)?.passes != nil)
  }

  @Test func storeThatDoesNotAnswerRemembersNothing() async {
    let store = SQLiteStore(path: "/nonexistent/h.db", creates: false, now: { 0 })
    let past = await StoredPast(store).past(of: name("sender.example"), client: address("203.0.113.25"))
    #expect(past == nil)
  }
}
