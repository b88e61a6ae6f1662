import PolicyService
import Settings
import Synchronization
import Testing

@Suite("Reading a configuration again")
struct SettingsReloaderTests {
  /// What there is in place of a file and a service.
  final class World: LogSink {
    let text = Mutex("")
    let used = Mutex<[PolicyConfiguration]>([])
    let lines = Mutex<[String]>([])

    func write(_ line: LogLine) {
      lines.withLock { $0.append(String(decoding: line.text, as: UTF8.self)) }
    }
  }

  /// Starts with one text, reads the other again.
  private func reload(
    from old: String, to new: String?, options: [String: [String]] = ["listen": ["127.0.0.1:10023"]]
  ) async throws -> World {
    let world = World()
    let reader = SettingsReader(hostName: "mx.example.org", options: options)
    let loaded = try reader.settings(SettingsReader.File(name: "spf.yaml", octets: Array(old.utf8)))
    let log = DecisionLog(configuration: loaded.settings.policy, sink: world)
    let reloader = SettingsReloader(
      reader: reader, loaded: loaded, log: log,
      read: {
        guard let new else { throw Missing() }
        return SettingsReader.File(name: "spf.yaml", octets: Array(new.utf8))
      }, use: { settings in world.used.withLock { $0.append(settings.policy) } })
    await reloader.reload()
    return world
  }

  struct Missing: Error, CustomStringConvertible {
    let description = "spf.yaml: cannot be opened"
  }

  @Test("a good file is used")
  func good() async throws {
    let world = try await reload(from: "monitor: no\n", to: "monitor: yes\n")
    #expect(world.used.withLock { $0.map(\.isMonitoring) } == [true])
    #expect(world.lines.withLock { $0 } == ["reload: spf.yaml is in force"])
  }

  @Test("a broken file is refused with its place, and the old configuration goes on")
  func broken() async throws {
    let world = try await reload(from: "", to: "monitor: yes\nhelo:\n  rejct: Fail\n")
    #expect(world.used.withLock { $0.isEmpty })
    #expect(
      world.lines.withLock { $0 } == [
        "reload: spf.yaml:3:3: helo.rejct: no such key; expected reject, pass_action. Did you mean \"reject\"?",
        "reload: going on with the configuration as before",
      ])
  }

  @Test(
    "a file with which the service would not start is refused: it was emptied, or is being written",
    arguments: ["", "monitor: no\n"])
  func emptied(content: String) async throws {
    let world = try await reload(from: "listen: 127.0.0.1:10023\nmonitor: yes\n", to: content, options: [:])
    #expect(world.used.withLock { $0.isEmpty })
    #expect(
      world.lines.withLock { $0 } == [
        "reload: spf.yaml names no address to listen on (listen, milter.listen); going on with the configuration as before"
      ])
  }

  @Test("a file that cannot be read is told, and the old configuration goes on")
  func missing() async throws {
    let world = try await reload(from: "", to: nil)
    #expect(world.used.withLock { $0.isEmpty })
    #expect(
      world.lines.withLock { $0 } == [
        "reload: spf.yaml: cannot be opened; going on with the configuration as before"
      ])
  }

  @Test("what takes effect at a start only is told, and the rest is used")
  func restart() async throws {
    let world = try await reload(
      from: "listen: 127.0.0.1:1\n", to: "listen: 127.0.0.1:2\nlog: {form: json}\nmonitor: yes\n",
      options: [:])
    #expect(world.used.withLock { $0.map(\.isMonitoring) } == [true])
    #expect(world.used.withLock { $0.map(\.logging.form) } == [.syslog])
    #expect(
      world.lines.withLock { $0.first }
        == "reload: listen, log.form changed; that takes effect when the service starts again")
  }

  @Test("the level of the log changes at once")
  func level() async throws {
    let world = try await reload(from: "", to: "log: {level: 0}\n")
    #expect(world.lines.withLock { $0.isEmpty })
  }
}
