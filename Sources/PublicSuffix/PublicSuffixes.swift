internal import CPSL
public import SPF

/// The public suffix list, as libpsl keeps it: where the names that one organisation registers begin.
public enum PublicSuffixes {
  // The newer of the system's file and what the library was built with. Never changed, never freed.
  private nonisolated(unsafe) static let list: OpaquePointer? = unsafe psl_latest(nil) ?? psl_builtin()

  /// The name registered below a public suffix that `name` is or lies below; `name` itself if it is a suffix.
  /// Under a top level domain that the list does not know, that is the name of two labels.
  public static func organisation(of name: DomainName) -> DomainName {
    guard let list = unsafe list else { return name }
    let registered: String? = unsafe name.description.withCString { text in
      guard let found = unsafe psl_registrable_domain(list, text) else { return nil }
      return unsafe String(cString: found)
    }
    return registered.flatMap { DomainName($0) } ?? name
  }
}
