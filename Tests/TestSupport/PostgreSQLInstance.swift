import Foundation
import Synchronization

/// A real PostgreSQL server of its own, on a unix socket in a folder of its own, with nothing that costs time.
public final class PostgreSQLInstance: Sendable {
  /// The folder of the socket.
  public let path: String
  private let programs: String
  private let process: Mutex<Process?>
  private let databases = Mutex(0)

  /// The server that tests without a need for their own share; it ends with the process.
  public static let shared = Result { try PostgreSQLInstance() }

  /// Why it cannot run here; nil if it can.
  public static let obstacle: String? = {
    guard folder != nil else { return "PostgreSQL is not installed (Scripts/prerequisites test installs it)" }
    return geteuid() == 0 && !FileManager.default.isExecutableFile(atPath: setpriv)
      ? "\(setpriv) is not installed" : nil
  }()

  /// Whether tests with it run. In CI they must: there an obstacle makes them fail instead of being left out.
  public static let canRun: Bool = {
    guard let obstacle else { return true }
    let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    FileHandle.standardError.write(
      Data("TESTS WITH POSTGRESQL \(isCI ? "CANNOT RUN" : "LEFT OUT"): \(obstacle)\n".utf8))
    return isCI
  }()

  private static let setpriv = "/usr/bin/setpriv"
  private static let folder: String? = {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
      .first { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
  }()

  /// Starts a server, as nobody if this is root, whom it refuses.
  public init() throws {
    if let obstacle = Self.obstacle { throw Failure("PostgreSQL cannot run here: \(obstacle)") }
    programs = Self.folder ?? ""
    // The path of a socket must be short.
    path = "/tmp/spf-pg-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
    unsafe chmod(path, 0o777)
    process = Mutex(nil)
    try run(
      "\(programs)/initdb",
      ["-D", "\(path)/data", "-A", "trust", "-U", "spf", "-E", "UTF8", "--locale=C", "--no-sync"])
    try start()
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Starts the server, again if it was stopped, and waits until it answers.
  public func start() throws {
    let server = prepared(
      "\(programs)/postgres",
      [
        "-D", "\(path)/data", "-k", path, "-c", "listen_addresses=", "-c", "fsync=off", "-c",
        "shared_buffers=16MB", "-c", "max_connections=200",
      ])
    try server.run()
    process.withLock { $0 = server }
    _ = Self.isRegistered
    Self.running.withLock { $0[path] = server.processIdentifier }
    for _ in 0..<600 {
      if (try? run("\(programs)/psql", ["-h", path, "-U", "spf", "-c", "SELECT 1", "postgres"])) != nil {
        return
      }
      guard server.isRunning else { break }
      usleep(100_000)
    }
    throw Failure("PostgreSQL did not start")
  }

  /// Ends the server as an administrator in a hurry does: what is under way is lost.
  public func stop() {
    guard let server = process.withLock({ $0.take() }) else { return }
    kill(server.processIdentifier, SIGQUIT)
    server.waitUntilExit()
    Self.running.withLock { $0[path] = nil }
  }

  /// Holds the server and all its processes still, as a machine that hangs does; or lets them go on.
  public func hold(_ isHeld: Bool) throws {
    guard let server = process.withLock({ $0?.processIdentifier }) else { return }
    let children = try String(contentsOfFile: "/proc/\(server)/task/\(server)/children", encoding: .utf8)
    for identifier in [server] + children.split(separator: " ").compactMap({ Int32($0) }) {
      kill(identifier, isHeld ? SIGSTOP : SIGCONT)
    }
  }

  /// The URI of a new database.
  public func newDatabase() throws -> String {
    let name = try databases.withLock { count in
      count += 1
      try run(
        "\(programs)/psql",
        ["-h", path, "-U", "spf", "-c", "CREATE DATABASE t\(count) TEMPLATE template0", "postgres"])
      return "t\(count)"
    }
    return "postgresql://spf@/\(name)?host=\(path)"
  }

  /// What a statement gives, one line for each row.
  @discardableResult
  public func query(_ sql: String, in uri: String) throws -> String {
    try run("\(programs)/psql", ["-At", "-v", "ON_ERROR_STOP=1", "-c", sql, uri])
  }

  private func prepared(_ program: String, _ arguments: [String]) -> Process {
    let process = Process()
    let isRoot = geteuid() == 0
    process.executableURL = URL(filePath: isRoot ? Self.setpriv : program)
    let drop = ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program]
    process.arguments = (isRoot ? drop : []) + arguments
    process.currentDirectoryURL = URL(filePath: path)
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  @discardableResult
  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = prepared(program, arguments)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.start()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure("\(program): \(text)") }
    return text
  }

  /// The folders and processes of servers that run; ended with this process, for nobody waits for `shared`.
  private static let running = Mutex<[String: Int32]>([:])
  private static let isRegistered: Bool = {
    atexit {
      for (path, identifier) in PostgreSQLInstance.running.withLock({ $0 }) {
        kill(identifier, SIGQUIT)
        // It still writes for a moment.
        for _ in 0..<200 where waitpid(identifier, nil, WNOHANG) == 0 { usleep(10_000) }
        try? FileManager.default.removeItem(atPath: path)
      }
    }
    return true
  }()

  /// A server did not do what it was to.
  public struct Failure: Error, CustomStringConvertible {
    /// What it said.
    public let description: String

    init(_ description: String) {
      self.description = description
    }
  }
}
