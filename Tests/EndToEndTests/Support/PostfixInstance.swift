import Foundation
import TestSupport

/// A real Postfix of the test's own: its configuration, queue, data and log lie in the sandbox, and it listens
/// on one port of loopback. Its smtpd runs in a chroot, as Debian configures it.
struct PostfixInstance {
  let port: Int
  let directory: String
  let maildir: String
  let log: String
  private let process: ProcessHandle
  /// Further ports by the names of their settings.
  private(set) var variants: [String: Int] = [:]

  /// A relay that may tell the true client with XCLIENT.
  static let relay = "127.0.1.77"

  /// Starts the receiver with a policy service given as in `check_policy_service`; `master` is added to master.cf.
  static func start(policy: String, master: String = "", in sandbox: Sandbox) async throws -> PostfixInstance
  {
    try await start(
      "postfix", host: "mx.receiver.example", domain: "receiver.example",
      settings: """
        mynetworks =
        smtpd_authorized_xclient_hosts = \(Self.relay)
        smtpd_recipient_restrictions = check_policy_service \(policy)
        smtpd_policy_service_retry_delay = 1s
        smtpd_policy_service_timeout = 20s
        policyd-spf_time_limit = 3600
        """, master: master, in: sandbox)
  }

  /// Starts the receiver with milters, given as in `smtpd_milters`. Each of `variants` has a port of its own, where
  /// smtpd runs with that setting. From every client it takes XCLIENT, by which a proxy tells whom it speaks for.
  static func start(milters: String, variants: [String], in sandbox: Sandbox) async throws -> PostfixInstance
  {
    let ports = try Dictionary(uniqueKeysWithValues: variants.map { ($0, try freePort()) })
    var instance = try await start(
      "postfix", host: "mx.receiver.example", domain: "receiver.example",
      settings: """
        mynetworks =
        smtpd_recipient_restrictions =
        smtpd_milters = \(milters)
        smtpd_authorized_xclient_hosts = 127.0.0.0/8
        """,
      master: ports.map { "\($1) inet n - y - - smtpd\n  -o { \($0) }" }.joined(separator: "\n"), in: sandbox)
    instance.variants = ports
    return instance
  }

  /// Starts a server that sends: what it takes on its port goes to `relay`, a port of 127.0.0.1, from the loopback
  /// address `source`; what bounces stays in its own mail folder.
  static func start(
    sender name: String, host: String, domain: String, from source: String, relay: Int, in sandbox: Sandbox
  ) async throws -> PostfixInstance {
    try await start(
      name, host: host, domain: domain,
      settings: """
        mynetworks = 127.0.0.0/8
        smtpd_recipient_restrictions = permit_mynetworks, reject
        relayhost = [127.0.0.1]:\(relay)
        smtp_bind_address = \(source)
        smtp_helo_name = \(host)
        smtp_dns_support_level = disabled
        """, in: sandbox)
  }

  private static func start(
    _ name: String, host: String, domain: String, settings: String, master: String = "", in sandbox: Sandbox
  ) async throws -> PostfixInstance {
    let port = try freePort()
    let directory = try sandbox.directory(name)
    for folder in ["queue", "data", "mail"] { _ = try sandbox.directory("\(name)/\(folder)") }
    try await runToEnd("/bin/chown", ["postfix", "\(directory)/data"])
    try await runToEnd("/bin/chown", ["nobody", "\(directory)/mail"])
    let user = try await runToEnd("/usr/bin/id", ["-u", "nobody"]).text.trimmingCharacters(
      in: .whitespacesAndNewlines)
    let group = try await runToEnd("/usr/bin/id", ["-g", "nobody"]).text.trimmingCharacters(
      in: .whitespacesAndNewlines)
    let log = "\(directory)/mail.log"
    _ = try sandbox.write(
      """
      compatibility_level = 3.6
      queue_directory = \(directory)/queue
      data_directory = \(directory)/data
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      mail_owner = postfix
      setgid_group = postdrop
      maillog_file = \(log)
      maillog_file_prefixes = \(directory)
      myhostname = \(host)
      mydestination =
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      alias_maps =
      alias_database =
      virtual_mailbox_domains = \(domain)
      virtual_mailbox_base = \(directory)/mail
      virtual_mailbox_maps = static:all/
      virtual_uid_maps = static:\(user)
      virtual_gid_maps = static:\(group)
      virtual_minimum_uid = 1
      smtpd_peername_lookup = no
      smtpd_helo_required = yes
      smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
      smtpd_client_connection_count_limit = 0
      \(settings)

      """, to: "\(name)/main.cf")
    _ = try sandbox.write(
      """
      \(port) inet n - y - - smtpd
      pickup unix n - n 60 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      verify unix - - n - 1 verify
      flush unix n - n 1000? 0 flush
      proxymap unix - - n - - proxymap
      smtp unix - - n - - smtp
      relay unix - - n - - smtp
      showq unix n - n - - showq
      error unix - - n - - error
      retry unix - - n - - error
      discard unix - - n - - discard
      local unix - n n - - local
      virtual unix - n n - - virtual
      lmtp unix - - n - - lmtp
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      postlog unix-dgram n - n - 1 postlogd
      \(master)
      """, to: "\(name)/master.cf")
    let check = try await runToEnd(Surroundings.postfix, ["-c", directory, "check"])
    let process = try ProcessHandle(Surroundings.postfix, ["-c", directory, "start-fg"])
    let instance = PostfixInstance(
      port: port, directory: directory, maildir: "\(directory)/mail/all/new", log: log, process: process)
    func isUp() -> Bool {
      instance.logText.contains("daemon started") && (try? SMTPClient(port: port)) != nil
    }
    // One that ends has a reason.
    guard await eventually({ isUp() || !process.isRunning }), isUp() else {
      await instance.stop()
      throw StartError("postfix: \(check.text)\(process.text)\(instance.logText)")
    }
    return instance
  }

  /// What Postfix has logged.
  var logText: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

  /// The messages delivered.
  var messages: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: maildir)) ?? []
    return names.sorted().compactMap { try? String(contentsOfFile: "\(maildir)/\($0)", encoding: .utf8) }
  }

  /// Waits until the log has `text` this often.
  func logs(_ text: String, times: Int = 1) async -> Bool {
    await eventually { logText.components(separatedBy: text).count > times }
  }

  /// Waits until nothing is left to send.
  func emptiesQueue() async -> Bool {
    await eventually {
      ["maildrop", "incoming", "active", "deferred"].allSatisfy { queue in
        let files = FileManager.default.enumerator(atPath: "\(directory)/queue/\(queue)")
        // Folders of a queue have names of one letter, messages have longer ones.
        return files?.allObjects.allSatisfy { ($0 as? String)?.split(separator: "/").last?.count == 1 }
          ?? true
      }
    }
  }

  func stop() async {
    _ = try? await runToEnd(Surroundings.postfix, ["-c", directory, "abort"])
    if await !process.wait(seconds: 10) { process.kill(SIGKILL) }
  }
}
