import Testing

@testable import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The file of a unix socket")
struct SocketFileTests {
  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// An empty path, removed in the end, and another one beside it.
  private static func withPaths(_ body: (_ path: String, _ other: String) throws -> Void) rethrows {
    let path = "/tmp/spf-socket-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    defer { for name in [path, path + "-other"] { unsafe unlink(name) } }
    try body(path, path + "-other")
  }

  @Test(
    "nobody can connect before the socket listens; then it has its mode",
    arguments: [0o600, 0o666] as [UInt16])
  func bound(mode: UInt16) throws {
    try Self.withPaths { path, _ in
      let (file, descriptor) = try SocketFile.bind(path, mode: mode, account: nil)
      defer { close(descriptor) }
      #expect(Self.mode(path) == mode_t(mode))
      #expect(Client(.unix(path: path)) == nil)
      #expect(listen(descriptor, 8) == 0)
      #expect(Client(.unix(path: path)) != nil)
      #expect(file.isRemovable)
      #expect(file.remove())
      #expect(Self.mode(path) == nil)
      #expect(file.remove())
    }
  }

  @Test("a link in the place of the socket is refused; what it points to keeps its owner and mode")
  func linkInPlace() throws {
    try Self.withPaths { path, victim in
      let descriptor = unsafe open(victim, O_CREAT | O_WRONLY, 0o600)
      close(descriptor)
      try #require(unsafe symlink(victim, path) == 0)
      let account = try ServiceAccount(user: "nobody")
      #expect(throws: ServiceError.self) { try SocketFile(preparing: path, mode: 0o666, account: account) }
      var status = stat()
      #expect(unsafe stat(victim, &status) == 0)
      #expect(status.st_mode & 0o7777 == 0o600)
      #expect(status.st_uid == geteuid())
      #expect(Self.mode(path) != nil)
    }
  }

  @Test("a link to a socket is refused, and so is a second name of one")
  func otherNames() throws {
    try Self.withPaths { path, other in
      let (_, descriptor) = try SocketFile.bind(other, mode: 0o600, account: nil)
      defer { close(descriptor) }
      try #require(unsafe symlink(other, path) == 0)
      #expect(throws: ServiceError.self) { try SocketFile(preparing: path, mode: 0o666, account: nil) }
      unsafe unlink(path)
      try #require(unsafe link(other, path) == 0)
      #expect(throws: ServiceError.self) { try SocketFile(preparing: path, mode: 0o666, account: nil) }
      #expect(Self.mode(other) == 0o600)
    }
  }

  @Test("the socket of another user is refused", .enabled(if: geteuid() == 0))
  func foreign() throws {
    try Self.withPaths { path, _ in
      let (_, descriptor) = try SocketFile.bind(path, mode: 0o600, account: nil)
      defer { close(descriptor) }
      let nobody = try ServiceAccount(user: "nobody")
      try #require(unsafe lchown(path, nobody.userID, nobody.groupID) == 0)
      #expect(throws: ServiceError.self) { try SocketFile(preparing: path, mode: 0o666, account: nil) }
      #expect(Self.mode(path) == 0o600)
    }
  }

  @Test("a socket that belongs to another service by now is left alone")
  func replaced() throws {
    try Self.withPaths { path, _ in
      let (old, first) = try SocketFile.bind(path, mode: 0o600, account: nil)
      defer { close(first) }
      let (new, second) = try SocketFile.bind(path, mode: 0o600, account: nil)
      defer { close(second) }
      #expect(old.remove())
      #expect(Self.mode(path) == 0o600)
      #expect(new.remove())
      #expect(Self.mode(path) == nil)
    }
  }

  @Test("a socket gets the owner that it shall have", .enabled(if: geteuid() == 0))
  func owner() throws {
    try Self.withPaths { path, _ in
      let nobody = try ServiceAccount(user: "nobody")
      let (_, descriptor) = try SocketFile.bind(path, mode: 0o640, account: nobody)
      defer { close(descriptor) }
      var status = stat()
      #expect(unsafe lstat(path, &status) == 0)
      #expect(status.st_uid == nobody.userID)
      #expect(status.st_gid == nobody.groupID)
      #expect(status.st_mode & 0o7777 == 0o640)
    }
  }
}
