import Foundation
import TestSupport

/// A real name server (NSD) on loopback.
struct NameServerInstance {
  let port: Int
  let process: ProcessHandle

  /// Starts NSD with zones by name. A zone without text is one that the server has no data of: SERVFAIL.
  static func start(_ zones: [String: String?], in sandbox: Sandbox) async throws -> NameServerInstance {
    let port = try freePort()
    let directory = try sandbox.directory("nsd")
    var configuration = """
      server:
        ip-address: 127.0.0.1@\(port)
        username: ""
        chroot: ""
        zonesdir: "\(directory)"
        pidfile: "\(directory)/nsd.pid"
        database: ""
        xfrdfile: "\(directory)/xfrd.state"
        zonelistfile: "\(directory)/zone.list"
        xfrdir: "\(directory)"
        server-count: 1
        hide-version: yes
      remote-control:
        control-enable: no

      """
    for (name, text) in zones.sorted(by: { $0.key < $1.key }) {
      configuration += "zone:\n  name: \"\(name)\"\n"
      if let text {
        configuration += "  zonefile: \"\(try sandbox.write(text, to: "nsd/\(name).zone"))\"\n"
      } else {
        // A secondary whose primary never answers.
        configuration += "  zonefile: \"\(directory)/\(name).absent\"\n  request-xfr: 127.0.0.1@1 NOKEY\n"
      }
    }
    let file = try sandbox.write(configuration, to: "nsd/nsd.conf")
    let process = try ProcessHandle(Surroundings.nsd, ["-d", "-c", file])
    let isUp = await eventually { process.text.contains("nsd started") }
    guard isUp else { throw StartError("nsd: \(process.text)") }
    return NameServerInstance(port: port, process: process)
  }

  /// Ends NSD with its children, which go on answering for a moment after the first process has ended.
  func stop() async {
    process.kill(SIGTERM)
    if await !process.wait(seconds: 5) { process.kill(SIGKILL) }
    let port = port
    _ = await eventually(seconds: 5) { isPortFree(port, udp: true) }
  }
}

/// Something did not start; the text is what it said.
struct StartError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
