import Foundation
import Reporting
import SPF
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct NoticeTests {
  private static let options = NoticeOptions(
    from: "postmaster@receiver.example", agent: "test/1", now: 1_767_268_800)
  private static let stale = Scene.stranger.without("77.113", "host.other").zone(
    "77.113.0.203.in-addr.arpa PTR new.sender.example", "new.sender.example A 203.0.113.77")

  private func body(_ notice: Notice) throws -> String {
    let encoded = try #require(
      notice.message.components(separatedBy: "base64\r\n\r\n").last?.components(separatedBy: "\r\n--").first)
    return String(
      decoding: try #require(Data(base64Encoded: encoded.replacingOccurrences(of: "\r\n", with: ""))),
      as: UTF8.self)
  }

  @Test func aStaleRecordGetsOneInBothLanguages() async throws {
    let notices = Notice.drafts(for: await Self.stale.diagnose(), options: Self.options)
    let notice = try #require(notices.first)
    #expect(notices.count == 1)
    #expect(notice.fileName == "1-stale-record-sender.example.eml")
    #expect(notice.message.contains("\r\nTo: <postmaster@sender.example>\r\n"))
    #expect(notice.message.contains("Content-Type: message/feedback-report"))
    #expect(notice.message.contains("\r\nFeedback-Type: auth-failure\r\n"))
    #expect(notice.message.contains("SPF-DNS: txt : sender.example : \"v=spf1 ip4:198.51.100.10 -all\""))
    #expect(notice.message.contains("Date: Thu, 01 Jan 2026 12:00:00 +0000"))
    let text = try body(notice)
    #expect(text.contains("v=spf1 ip4:198.51.100.10 ip4:203.0.113.77 -all"))
    #expect(text.contains("ご担当者様"))
    for line in notice.message.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 998)
      #expect(!line.contains("\n"))
    }
  }

  @Test func oneMessageHasOneTimeAndStrangeOctetsStayQuoted() async throws {
    let scene = Self.stale.without("sender.example TXT").zone("sender.example TXT v=spf1 mx –all")
      .log(Scene.event(.permerror))
    let notice = try #require(Notice.drafts(for: await scene.diagnose(), options: Self.options).first)
    let text = try body(notice)
    #expect(text.contains("1 message at 2026-01-01 12:00:00Z, from 203.0.113.77."))
    #expect(text.contains("(2026-01-01 12:00:00Z)"))
    #expect(notice.message.contains(#"\\xe2\\x80\\x93all"#))
  }

  @Test func theFolderIsMadeAndNothingIsOverwritten() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let notice = try #require(
      Notice.drafts(for: await Self.stale.diagnose(), options: Self.options).first)
    try notice.write(to: folder.path())
    let file = folder.appending(path: notice.fileName)
    #expect(try String(contentsOf: file, encoding: .utf8) == notice.message)
    #expect(throws: FileWriteError.self) { try notice.write(to: folder.path()) }
  }

  @Test func recipientsAreLeftOutUnlessAsked() async throws {
    let scene = Self.stale.log(Scene.event(sender: "bounce-bob=receiver.example@sender.example"))
    let diagnosis = await scene.diagnose()
    let notice = try #require(Notice.drafts(for: diagnosis, options: Self.options).first)
    #expect(!notice.message.contains("bob"))
    #expect(try !body(notice).contains("bob"))
    var asked = Self.options
    asked.includesRecipients = true
    let open = try #require(Notice.drafts(for: diagnosis, options: asked).first)
    #expect(open.message.contains("Original-Rcpt-To: <bob@receiver.example>"))
  }

  @Test(arguments: [
    "bounce.bob_receiver.example", "b-bob#receiver.example", "bob--receiver-example",
    "v+bob%receiver.example",
  ])
  func noFormOfARecipientIsTold(local: String) async throws {
    let scene = Self.stale.log(Scene.event(sender: "\(local)@sender.example"))
    let notice = try #require(Notice.drafts(for: await scene.diagnose(), options: Self.options).first)
    #expect(!notice.message.contains("bob"))
    #expect(try !body(notice).contains("bob"))
    #expect(notice.message.contains("Original-Mail-From: <redacted@sender.example>"))
    #expect(notice.message.contains("Return-Path: <redacted@sender.example>"))
  }

  /// What only tells a forwarder from a sender is no reason to take a server for the sender's.
  @Test func reasonsAreReasons() async throws {
    let notice = try #require(Notice.drafts(for: await Self.stale.diagnose(), options: Self.options).first)
    let text = try body(notice)
    #expect(text.contains("- The client's confirmed name new.sender.example is in the sender's organisation"))
    #expect(text.contains("・送信元の確認済みの名前は貴組織のものです: new.sender.example、sender.example"))
    #expect(!text.contains("nothing to forward"))
    #expect(!text.contains("転送"))
  }

  @Test func forgeriesAreNotTold() async throws {
    let scene = Scene.stranger.without("77.113", "host.other").log(Scene.event(helo: "mx.sender.example"))
    let diagnosis = await scene.diagnose()
    #expect(diagnosis.cases.map(\.verdict) == [.forged])
    #expect(Notice.drafts(for: diagnosis, options: Self.options).isEmpty)
  }

  @Test func whatIsRepairedIsNotTold() async throws {
    let scene = Self.stale.without("sender.example TXT").zone(
      "sender.example TXT v=spf1 ip4:203.0.113.77 -all")
    let diagnosis = await scene.diagnose()
    #expect(diagnosis.cases.map(\.wouldPassNow) == [true])
    #expect(Notice.drafts(for: diagnosis, options: Self.options).isEmpty)
  }

  @Test func theContactIsTheOneThatIsPublished() async throws {
    func contact(_ scene: Scene) async -> Contact? { await scene.diagnose().cases.first?.contacts.first }
    let soa = Self.stale.zone("sender.example SOA ns.sender.example hostmaster.sender.example")
    #expect(await contact(soa) == Contact(address: "hostmaster@sender.example", origin: .zone))
    let provider = Self.stale.zone("sender.example SOA ns.dns.example hostmaster.dns.example")
    #expect(await contact(provider)?.origin == .postmaster)
    let asked = soa.without("sender.example TXT").zone(
      "sender.example TXT v=spf1 ip4:198.51.100.10 ra=spf-reports -all")
    #expect(await contact(asked) == Contact(address: "spf-reports@sender.example", origin: .reportAddress))
  }

  @Test func aFileThatIsThereIsNotOverwritten() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let notice = try #require(Notice.drafts(for: await Self.stale.diagnose(), options: Self.options).first)
    try notice.write(to: folder.path)
    #expect(throws: FileWriteError.self) { try notice.write(to: folder.path) }
  }
}
