import Foundation
import Testing

/// The scripts and lines of a plan in the hands of a real name server.
@Suite(
  "Publishing with BIND", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacleForReplacements)), .timeLimit(.minutes(10)))
struct PublicationTests {
  private static func publisher(_ body: (Publisher) async throws -> Void) async throws {
    guard Surroundings.isReady(Surroundings.obstacleForReplacements) else { return }
    let sandbox = try Sandbox()
    let publisher = try await Publisher.start(in: sandbox)
    do {
      try await body(publisher)
    } catch {
      await publisher.stop()
      throw error
    }
    await publisher.stop()
  }

  @Test(
    "a script does no harm if somebody else has changed the records since the plan",
    arguments: [
      """
      update delete corp.example.com. TXT \(Publisher.otherText)
      update add corp.example.com. 3 TXT "verification=four"
      """,
      "update add corp.example.com. 3 TXT \"verification=four\"",
      "update delete corp.example.com. TXT \(Publisher.otherText)", "update delete corp.example.com. TXT",
    ])
  func concurrentEdit(_ edit: String) async throws {
    try await Self.publisher { publisher in
      let arguments = ["--add", Publisher.newAddress, "--format", "nsupdate"]
      let script = try await publisher.plan(arguments).text
      try #require(try await publisher.primary.update("\(edit)\nsend\n").status == 0)
      let zone = try await publisher.published()

      let outcome = try await publisher.primary.update(script)
      #expect(outcome.status == 2)
      // What nsupdate says is explained at the top of the script.
      #expect(outcome.text.contains("update failed: NXRRSET"))
      #expect(script.contains("; \"update failed: NXRRSET\" (status 2): "))
      #expect(script.contains("Make a new plan."))
      #expect(try await publisher.published() == zone)

      // A new plan takes over what the other has done.
      let again = try await publisher.primary.update(try await publisher.plan(arguments).text)
      #expect(again.status == 0, "\(again.text)")
      let after = try await publisher.published()
      #expect(after.contains("ip4:\(Publisher.newAddress)"))
      #expect(after.contains("verification=four") == edit.contains("verification=four"))
    }
  }
}
