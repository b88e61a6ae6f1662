import Foundation
import TestSupport
import Testing

/// The story of a refused mail, to its good end, by the link in the refusal.
@Suite(
  "From the refusal to the page", .serialized,
  .enabled(if: Surroundings.canRun(Surroundings.obstacleForBrowserStory)), .timeLimit(.minutes(10)))
struct WhyStoryTests {
  /// The zones of the story; a relay tells Postfix the clients, so that they have addresses as on the internet.
  private static func zones(record: String, serial: Int) -> [String: String] {
    [
      "corp.example.com": """
      $ORIGIN corp.example.com.
      $TTL 1
      @  IN SOA ns1 hostmaster \(serial) 3600 600 86400 1
      @  IN NS  ns1
      @  IN TXT "\(record)"
      @  IN MX  10 mx
      ns1 IN A  127.0.0.1
      mx IN A   192.0.2.10

      """,
      "corp.example.jp": """
      $ORIGIN corp.example.jp.
      $TTL 1
      @     IN SOA ns1 hostmaster 1 3600 600 86400 1
      @     IN NS  ns1
      @     IN MX  10 mail2
      ns1   IN A   127.0.0.1
      mail2 IN A   203.0.113.25

      """,
      "113.0.203.in-addr.arpa": """
      $ORIGIN 113.0.203.in-addr.arpa.
      $TTL 1
      @  IN SOA ns1.corp.example.jp. hostmaster 1 3600 600 86400 1
      @  IN NS  ns1.corp.example.jp.
      25 IN PTR mail2.corp.example.jp.

      """,
    ]
  }

  @Test(
    "refused, the link opened, read in both languages, the record copied, the case seen in the console, the record published, passed"
  )
  func story() async throws {
    guard Surroundings.isReady(Surroundings.obstacleForBrowserStory) else { return }
    let sandbox = try Sandbox()
    let nameServer = try await NameServerInstance.start(
      Self.zones(record: "v=spf1 mx ip4:192.0.2.11 -all", serial: 1), in: sandbox)
    let port = try freePort()
    let file = try sandbox.write(
      """
      history: {store: "sqlite:\(sandbox.path)/history.db", interval: 1}
      why: {url: "http://127.0.0.1:\(port)"}
      console: {listen: "127.0.0.1:0", notice_from: postmaster@receiver.example}

      """, to: "spf.yaml")
    let resolver = ["--config", file, "--resolver", "127.0.0.1:\(nameServer.port)"]
    let policy = try freePort()
    let service = try await ServiceInstance.start(
      ["--listen", "127.0.0.1:\(policy)", "--local-network", "none"] + resolver)
    let postfix = try await PostfixInstance.start(policy: "inet:127.0.0.1:\(policy)", in: sandbox)
    let console = try await ConsoleInstance.start(port: port, resolver)
    do {
      try await Browser.running { browser in
        let refusal = try Self.deliver(to: postfix)
        #expect(refusal.hasPrefix("550 5.7.23 <me@receiver.example>: Recipient address rejected: "))
        let link = try #require(
          refusal.firstMatch(of: #/http:\/\/127\.0\.0\.1:[0-9]+\/why\/[a-z2-7]{26}/#)?.output)
        let record = try await Self.read(String(link), in: browser)
        #expect(record == "v=spf1 mx ip4:192.0.2.11 ip4:203.0.113.25 -all")
        let page = try await console.privateAddress + ConsoleScenes.story
        try await Self.expectCase(page, in: browser)

        try await Self.publish(record, at: nameServer, in: sandbox)
        let passes = await eventually {
          do {
            try await browser.open("\(link)?lang=ja")
            return try await browser.text("h1").contains("今なら検査に合格します")
          } catch {
            return false
          }
        }
        let text = try await browser.text("main")
        #expect(passes, "\(text)")
        #expect(await eventually { (try? Self.deliver(to: postfix).hasPrefix("250")) == true })
        let isSeen = try await eventually {
          try await browser.open("\(page)?lang=en")
          return try await browser.text(".moments").contains("first passed")
        }
        let seen = try await browser.text("main")
        #expect(isSeen, "\(seen)")
        #expect(try await browser.log() == [])
      }
    } catch {
      print(
        "--- postfix\n\(postfix.logText)\n--- service\n\(service.process.text)\n--- console\n\(console.process.text)"
      )
      await Self.stop(postfix, service, console, nameServer)
      throw error
    }
    await Self.stop(postfix, service, console, nameServer)
  }

  /// Mail of the new server, as Postfix hears of it from a relay.
  private static func deliver(to postfix: PostfixInstance) throws -> String {
    let smtp = try SMTPClient(port: postfix.port, from: PostfixInstance.relay)
    try smtp.command("EHLO relay.receiver.example")
    try smtp.command("XCLIENT ADDR=203.0.113.25 NAME=mail2.corp.example.jp")
    return try smtp.deliver(
      helo: "mail2.corp.example.jp", sender: StoryZones.sender, recipients: [StoryZones.recipient])
  }

  /// Reads the page as people do, in English and then in Japanese, and gives the record that its button copies.
  private static func read(_ link: String, in browser: Browser) async throws -> String {
    try await browser.devTools(
      "Browser.grantPermissions", ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
    try await browser.resize(390)
    // The service has written down what the link leads to within seconds.
    var english = ""
    _ = try await eventually {
      try await browser.open("\(link)?lang=en")
      english = try await browser.text("main")
      return !english.contains("There is no such link.")
    }
    // That the page was not there yet is in the log.
    _ = try await browser.log()
    #expect(english.contains("corp.example.com has not listed the server that sent this mail."))
    #expect(english.contains("Is it me, or somebody else?"), "\(english)")
    #expect(try await browser.text(".gap").contains("203.0.113.25"))
    try await browser.follow("nav.languages a[lang=ja]")
    #expect(try await browser.address.hasPrefix(link), "the switch leads to the same page")
    #expect(
      try await browser.text("h1") == "corp.example.com の SPF レコードに、このメールを送信したサーバーが登録されていません。")
    // The button says for two seconds what it did, which a slow test would miss.
    try await browser.run(
      """
      window.told = [];
      new MutationObserver(() => told.push(document.querySelector("#record-copy").textContent))
        .observe(document.querySelector("#record-copy"), { childList: true });
      """)
    try await browser.click("#record-copy")
    let isTold = try await eventually {
      try await browser.run("return told").items.first?.text == "コピーしました"
    }
    #expect(isTold)
    return try await browser.run("return navigator.clipboard.readText()").text ?? ""
  }

  /// Reads the case as the postmaster does: what it is taken for, the record that he is to ask for, the draft.
  private static func expectCase(_ page: String, in browser: Browser) async throws {
    try await browser.open("\(page)?lang=en")
    #expect(try await browser.text("h1").contains("corp.example.com"))
    #expect(try await browser.text(".badge") == "stale-record")
    #expect(try await browser.text("#edit") == "v=spf1 mx ip4:192.0.2.11 ip4:203.0.113.25 -all")
    #expect(try await browser.text(".moments").contains("did not pass"))
    #expect(
      try await browser.text("#draft").hasPrefix(
        "To whoever is in charge of the SPF record of corp.example.com:"))
  }

  /// Puts a record into the zone and has the name server read it.
  private static func publish(_ record: String, at server: NameServerInstance, in sandbox: Sandbox)
    async throws
  {
    for (name, text) in zones(record: record, serial: 2) {
      _ = try sandbox.write(text, to: "nsd/\(name).zone")
    }
    server.process.kill(SIGHUP)
  }

  private static func stop(
    _ postfix: PostfixInstance, _ service: ServiceInstance, _ console: ConsoleInstance,
    _ nameServer: NameServerInstance
  ) async {
    await postfix.stop()
    await console.stop()
    await service.stop()
    await nameServer.stop()
  }
}
