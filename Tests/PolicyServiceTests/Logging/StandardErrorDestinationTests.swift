import Testing

@testable import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Standard error")
struct StandardErrorDestinationTests {
  @Test("a socket that answers go to is no place for log lines; a terminal, a file or a pipe is")
  func connection() throws {
    #if os(Linux)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    var sockets: [Int32] = [-1, -1]
    try #require(unsafe socketpair(AF_UNIX, stream, 0, &sockets) == 0)
    var pipes: [Int32] = [-1, -1]
    try #require(unsafe pipe(&pipes) == 0)
    let copy = dup(sockets[0])
    defer { for descriptor in sockets + pipes + [copy] { close(descriptor) } }
    #expect(StandardErrorDestination.isConnection(sockets[0], copy))
    #expect(!StandardErrorDestination.isConnection(sockets[0], sockets[1]))
    #expect(!StandardErrorDestination.isConnection(pipes[1], pipes[1]))
    #expect(!StandardErrorDestination.isConnection(sockets[0], -1))
  }
}
