import Testing

@testable import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The account of a service")
struct ServiceAccountTests {
  @Test("a user's own group, or another one")
  func found() throws {
    let root = try ServiceAccount(user: "root")
    #expect(root.userID == 0)
    #expect(root.groupID == 0)
    let other = try ServiceAccount(user: "root", group: "daemon")
    #expect(other.userID == 0)
    #expect(other.groupID != 0)
  }

  @Test("who is not there is named, with what helps")
  func absent() {
    let user = #expect(throws: ServiceError.self) { try ServiceAccount(user: "no-such-user") }
    #expect(user?.description.contains("--user no-such-user: there is no such user") == true)
    let group = #expect(throws: ServiceError.self) {
      try ServiceAccount(user: "root", group: "no-such-group")
    }
    #expect(group?.description.contains("--group no-such-group: there is no such group") == true)
  }

  @Test("what the kernel says of all threads")
  func threads() {
    #expect(ThreadCredentials.areAll(userID: getuid(), groupID: getgid()))
    #if os(Linux)
      #expect(!ThreadCredentials.areAll(userID: getuid() + 1, groupID: getgid()))
      #expect(!ThreadCredentials.areAll(userID: getuid(), groupID: getgid() + 1))
    #endif
  }
}
