import PageSettings
import SPF
import Testing

@testable import Settings

@Suite("Where the console may listen")
struct SiteConfigurationTests {
  @Test(
    "a loopback address needs nothing else",
    arguments: [
      "127.0.0.1:8080", "127.0.0.1:0", "127.8.9.10:80", "127.255.255.255:65535", "[::1]:8080",
      "[0:0:0:0:0:0:0:1]:8080",
    ])
  func loopback(listen: String) throws {
    let site = try Loading.load("console: {listen: \"\(listen)\"}\n").settings.console.site
    #expect(site.address == WebAddress(listen) && site.address != nil && site.problem == nil)
  }

  static let open = [
    "0.0.0.0:8080", "[::]:8080", "0.0.0.1:8080", "126.255.255.255:8080",
    "128.0.0.1:8080",
    "10.0.0.1:8080", "172.16.0.1:8080", "192.168.1.1:8080", "169.254.1.1:8080", "100.64.0.1:8080",
    "192.0.2.1:8080",
    "203.0.113.1:80", "255.255.255.255:8080", "[::2]:8080", "[fe80::1]:8080", "[fc00::1]:8080",
    "[2001:db8::1]:8080",
    "[::127.0.0.1]:8080", "[1::1]:8080",
  ]

  @Test("elsewhere it does not start: the key, the value and what to do are told", arguments: open)
  func elsewhere(listen: String) throws {
    let address = try #require(WebAddress(listen))
    let problem = try #require(Loading.problems("console: {listen: \"\(listen)\"}\n").first)
    #expect(problem.hasPrefix("console.listen: \"\(address)\" is not a loopback address"), "\(problem)")
    #expect(problem.contains("(spf.yaml:1)"), "where it was written")
    let loopback = address.address.family == .ipv4 ? "127.0.0.1" : "[::1]"
    #expect(problem.contains("Write \(loopback):\(address.port), or put a proxy"), "\(problem)")
    #expect(problem.contains("console.proxy_networks and console.proxy_user_field"))
    #expect(
      Loading.problems("", options: ["console": [listen]]).first?.contains("(--console)")
        == true)
    #expect(
      Loading.problems("", environment: ["SPF_CONSOLE_LISTEN": listen]).first?.contains(
        "(SPF_CONSOLE_LISTEN)")
        == true)
  }

  @Test("elsewhere it starts behind a proxy that names whom it has let in", arguments: open)
  func proxied(listen: String) throws {
    let site = try Loading.load(
      """
      console:
        listen: "\(listen)"
        proxy_networks: [192.0.2.1, "2001:db8::/64"]
        proxy_user_field: X-Remote-User
      """
    ).settings.console.site
    #expect(site.hasProxy && site.problem == nil)
  }

  @Test(
    "half of a proxy is none, and everybody is none",
    arguments: [
      ("host_names: [spf.example.com]", "console.host_names: names, though no proxy"),
      ("proxy_networks: [192.0.2.1]", "console.proxy_user_field: nothing, though console.proxy_networks"),
      ("proxy_user_field: X-Remote-User", "console.proxy_networks: nothing, though console.proxy_user_field"),
      (
        "proxy_networks: [192.0.2.1, 0.0.0.0/0], proxy_user_field: X-Remote-User",
        "console.proxy_networks: \"0.0.0.0/0\" holds every address"
      ),
      (
        "proxy_networks: \"::/0\", proxy_user_field: X-Remote-User",
        "console.proxy_networks: \"::/0\" holds every address"
      ),
    ])
  func half(proxy: String, problem: String) {
    for listen in ["127.0.0.1:8080", "192.0.2.1:8080"] {
      let problems = Loading.problems("console: {listen: \"\(listen)\", \(proxy)}\n")
      #expect(problems.count == 1 && problems.first?.hasPrefix(problem) == true, "\(problems)")
    }
  }

  @Test(
    "what is no name of a field, and no mail address",
    arguments: [
      ("proxy_user_field: \"X User\"", "\"X User\" is not the name of a header field"),
      ("proxy_user_field: \"X-User:\"", "\"X-User:\" is not the name of a header field"),
      ("proxy_user_field: \"X\\r\\nY\"", "is not the name of a header field"),
      ("notice_from: postmaster", "\"postmaster\" is not a mail address"),
      ("notice_from: \"a@b@example.com\"", "is not a mail address"),
      ("notice_from: \"a\\r\\nBcc: x@example.com\"", "is not a mail address"),
      ("notice_from: \"<a@example.com>\"", "is not a mail address"),
    ])
  func malformed(text: String, problem: String) {
    let problems = Loading.problems("console: {\(text)}\n")
    #expect(problems.contains { $0.contains(problem) }, "\(problems)")
  }

  @Test("a configuration that serves nothing names both keys and both options")
  func nowhere() {
    let problem = ConsoleConfiguration().problem
    #expect(problem == .nowhere)
    let text = problem?.description ?? ""
    for word in ["console.listen", "why.listen", "--console", "--why"] { #expect(text.contains(word)) }
  }
}
