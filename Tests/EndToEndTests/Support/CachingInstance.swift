import Foundation
import TestSupport

/// A real caching resolver (Unbound) on loopback, which asks one name server about one domain.
struct CachingInstance {
  let port: Int
  private let process: ProcessHandle

  static func start(domain: String, server: String, in sandbox: Sandbox) async throws -> CachingInstance {
    let port = try freePort()
    let directory = try sandbox.directory("unbound")
    // As for the name server: Debian's profile of AppArmor is for the program in its own place.
    let program = "\(directory)/unbound"
    try FileManager.default.copyItem(atPath: Surroundings.unbound, toPath: program)
    let file = try sandbox.write(
      """
      server:
        interface: 127.0.0.1@\(port)
        username: ""
        chroot: ""
        directory: "\(directory)"
        pidfile: ""
        use-syslog: no
        logfile: ""
        num-threads: 1
        module-config: "iterator"
        do-ip6: no
        do-not-query-localhost: no
        access-control: 127.0.0.0/8 allow
        # It keeps what the zone says, no longer and no shorter.
        cache-min-ttl: 0
        prefetch: no
        serve-expired: no
      remote-control:
        control-enable: no
      stub-zone:
        name: "\(domain)"
        stub-addr: \(server)

      """, to: "unbound/unbound.conf")
    let process = try ProcessHandle(program, ["-d", "-c", file])
    let isUp = await eventually {
      process.text.contains("start of service") || !process.isRunning
    }
    guard isUp, process.isRunning else {
      process.kill(SIGKILL)
      throw StartError("unbound: \(process.text)")
    }
    return CachingInstance(port: port, process: process)
  }

  func stop() async {
    process.kill(SIGTERM)
    if await !process.wait(seconds: 20) { process.kill(SIGKILL) }
  }
}
