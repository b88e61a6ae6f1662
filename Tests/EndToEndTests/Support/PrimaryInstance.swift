import Foundation
import TestSupport

/// A real primary name server (BIND) with dynamic zones, on a port of loopback.
struct PrimaryInstance {
  let port: Int
  private let process: ProcessHandle
  private let sandbox: Sandbox
  private let keyFile: String

  /// Starts BIND with zones by name, which whoever has the key may update.
  static func start(_ zones: [String: String], in sandbox: Sandbox) async throws -> PrimaryInstance {
    let directory = try sandbox.directory("named")
    let secret = Data((0..<32).map { _ in UInt8.random(in: 0 ... .max) }).base64EncodedString()
    let key = "key \"plan\" { algorithm hmac-sha256; secret \"\(secret)\"; };\n"
    let keyFile = try sandbox.write(key, to: "named/plan.key")
    // Debian's profile of AppArmor is for the program in its own place, and lets it read nothing here.
    let program = "\(directory)/named"
    try FileManager.default.copyItem(atPath: Surroundings.named, toPath: program)
    let port = try freePort()
    var configuration = """
      options {
        directory "\(directory)";
        listen-on port \(port) { 127.0.0.1; };
        listen-on-v6 { none; };
        pid-file none;
        session-keyfile none;
        recursion no;
        notify no;
        dnssec-validation no;
      };
      controls { };
      \(key)
      """
    for (name, text) in zones.sorted(by: { $0.key < $1.key }) {
      let file = try sandbox.write(text, to: "named/\(name).zone")
      configuration +=
        "zone \"\(name)\" { type primary; file \"\(file)\"; allow-update { key \"plan\"; }; };\n"
    }
    let file = try sandbox.write(configuration, to: "named/named.conf")
    let process = try ProcessHandle(program, ["-g", "-n", "1", "-c", file])
    let isUp = await eventually { process.text.contains(" running\n") || !process.isRunning }
    guard isUp, process.isRunning, process.text.contains("listening on IPv4 interface lo, 127.0.0.1#\(port)")
    else {
      process.kill(SIGKILL)
      throw StartError("named: \(process.text)")
    }
    return PrimaryInstance(port: port, process: process, sandbox: sandbox, keyFile: keyFile)
  }

  /// Runs a script through the real nsupdate with the key, as an administrator does. There the zone's SOA
  /// record leads to the server; here it is named.
  func update(_ script: String) async throws -> (status: Int32, text: String) {
    let file = try sandbox.write("server 127.0.0.1 \(port)\n\(script)", to: "named/script")
    return try await runToEnd(Surroundings.nsupdate, ["-t", "60", "-k", keyFile, file])
  }

  func stop() async {
    process.kill(SIGTERM)
    if await !process.wait(seconds: 20) { process.kill(SIGKILL) }
  }
}
