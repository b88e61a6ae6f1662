/// A mechanism (RFC 7208 section 5).
public enum Mechanism: Sendable, Hashable {
  /// Always matches (5.1).
  case all
  /// Matches if the target's record passes (5.2).
  case include(DomainSpec)
  /// Matches an address of the target (5.3).
  case a(DomainSpec?, DualCIDRLength)
  /// Matches an address of a mail exchange of the target (5.4).
  case mx(DomainSpec?, DualCIDRLength)
  /// Matches if a validated name of the client is the target or below it (5.5).
  case ptr(DomainSpec?)
  /// Matches an IPv4 network (5.6).
  case ip4(IPNetwork)
  /// Matches an IPv6 network (5.6). An IPv4-mapped network can match nothing (section 5).
  case ip6(IP6Network)
  /// Matches if the target has an A record (5.7).
  case exists(DomainSpec)

  /// The name in lower case.
  public var name: String {
    switch self {
    case .all: "all"
    case .include: "include"
    case .a: "a"
    case .mx: "mx"
    case .ptr: "ptr"
    case .ip4: "ip4"
    case .ip6: "ip6"
    case .exists: "exists"
    }
  }

  /// The domain-spec, if the mechanism can have one and does.
  public var domainSpec: DomainSpec? {
    switch self {
    case .all, .ip4, .ip6: nil
    case .include(let spec), .exists(let spec): spec
    case .a(let spec, _), .mx(let spec, _), .ptr(let spec): spec
    }
  }

  /// Whether it is one of those that count toward the lookup limit (section 4.6.4).
  public var causesLookup: Bool {
    switch self {
    case .all, .ip4, .ip6: false
    case .include, .a, .mx, .ptr, .exists: true
    }
  }
}
