#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// e to a power.
enum Exponential {
  static func of(_ value: Double) -> Double { exp(value) }
}
