import Testing

@testable import Auditing

@Suite(.timeLimit(.minutes(10))) struct BoundedProcessTests {
  static func shell(_ script: String, limit: Int = 1_000, seconds: Int = 30) -> BoundedProcess.Outcome {
    BoundedProcess(program: "/bin/sh", arguments: ["-c", script], limit: limit, seconds: seconds).run()
  }

  @Test func whatItWritesIsGiven() {
    #expect(Self.shell("echo a; echo b") == .output(Array("a\nb\n".utf8)))
    #expect(Self.shell("cat") == .output([]))
  }

  @Test func whatGoesWrongIsSaid() {
    #expect(BoundedProcess(program: "/nonexistent/postconf", arguments: []).run() == .notFound)
    #expect(Self.shell("echo broken >&2; exit 3") == .failed("broken\n"))
    #expect(Self.shell("exit 3") == .failed("it ended with status 3"))
    #expect(Self.shell("yes", limit: 10_000) == .failed("it wrote more than 10000 octets"))
    #expect(Self.shell("exec sleep 600", seconds: 0) == .failed("it took over 0 seconds"))
  }

  @Test func withoutPostfixThatIsSaid() {
    let error = #expect(throws: PostfixError.self) {
      try PostfixReader(programs: ["/nonexistent/postconf"]).inventory()
    }
    #expect(error?.description.contains("there is no postconf here") == true)
    let broken = #expect(throws: PostfixError.self) {
      try PostfixReader(folder: "/nonexistent", programs: ["/bin/false"]).inventory()
    }
    #expect(broken?.description.contains("it ended with status 1") == true)
  }
}
