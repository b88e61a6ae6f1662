#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The user and group as whom a service runs.
public struct ServiceAccount: Sendable, Hashable {
  /// The user.
  public let userID: UInt32
  /// The only group.
  public let groupID: UInt32

  /// The account of a user name; its group is the user's own unless a group is named.
  public init(user: String, group: String? = nil) throws(ServiceError) {
    guard let entry = unsafe getpwnam(user) else {
      throw ServiceError("--user \(user): there is no such user on this host; getent passwd lists them")
    }
    userID = unsafe entry.pointee.pw_uid
    if let group {
      guard let entry = unsafe getgrnam(group) else {
        throw ServiceError("--group \(group): there is no such group on this host; getent group lists them")
      }
      groupID = unsafe entry.pointee.gr_gid
    } else {
      groupID = unsafe entry.pointee.pw_gid
    }
  }

  /// Gives up everything else for this account, in all threads, and makes sure that it cannot be undone.
  func assume() throws(ServiceError) {
    if geteuid() != 0 {
      // Already who it shall be: nothing to give up.
      if getuid() == userID, geteuid() == userID, getgid() == groupID { return }
      throw ServiceError("--user: only root can become another user; start as root or leave --user out")
    }
    var group = groupID
    guard unsafe setgroups(1, &group) == 0, setgid(groupID) == 0, setuid(userID) == 0 else {
      throw ServiceError("--user: cannot change to user \(userID) and group \(groupID): \(Self.reason())")
    }
    guard getuid() == userID, geteuid() == userID, getgid() == groupID, getegid() == groupID else {
      throw ServiceError("--user: the change to user \(userID) and group \(groupID) had no effect")
    }
    if userID != 0, setuid(0) == 0 || seteuid(0) == 0 {
      throw ServiceError("--user: the privileges of root could be had back after giving them up")
    }
    guard ThreadCredentials.areAll(userID: userID, groupID: groupID) else {
      throw ServiceError(
        "--user: a thread of this process is still who it was; do not let the main thread end before (an "
          + "asynchronous main does), or start the service as user \(userID)")
    }
  }

  static func reason(_ code: Int32 = errno) -> String {
    unsafe String(cString: strerror(code))
  }
}
