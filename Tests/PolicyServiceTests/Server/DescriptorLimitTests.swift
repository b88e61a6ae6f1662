import Testing

@testable import PolicyService

@Suite("Descriptors")
struct DescriptorLimitTests {
  @Test(
    "the room for connections: half of a small limit, nearly all of a large one, never none",
    arguments: [
      (0, 8, 1, 1), (3, 8, 1, 1), (48, 2, 1, 24), (1024, 2, 1, 953), (65_536, 8, 2, 65_446),
      (1 << 20, 256, 1, 1_047_743),
    ])
  func room(limit: Int, threads: Int, listeners: Int, expected: Int) {
    #expect(DescriptorLimit.connections(limit: limit, threads: threads, listeners: listeners) == expected)
  }
}
