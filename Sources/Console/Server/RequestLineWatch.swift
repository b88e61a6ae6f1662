internal import NIOCore
internal import PageSettings

/// Measures the line with the address of a request, before a parser reads it: when that finds a request too long, it does
/// not tell which part of it, nor what it was for.
final class RequestLineWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private var length = 0
  private var isRead = false
  /// How the line begins.
  private var beginning: [UInt8] = []

  /// As much of it as tells whose it is.
  private static let beginningLength = 24

  /// Whether the line of the request that is being read is longer than a parser takes.
  var isTooLong: Bool { length > WebLimits.longestField }

  /// Whether the request is one of the JSON interface.
  var isForInterface: Bool {
    guard let blank = beginning.firstIndex(of: UInt8(ascii: " ")) else { return false }
    return ConsoleAPI.isFor(String(decoding: beginning[(blank + 1)...], as: UTF8.self))
  }

  /// The next octets are those of another request.
  func startAgain() {
    length = 0
    isRead = false
    beginning = []
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !isRead {
      let octets = unwrapInboundIn(data).readableBytesView
      let end = octets.firstIndex(of: UInt8(ascii: "\n"))
      beginning += octets[..<(end ?? octets.endIndex)].prefix(Self.beginningLength - beginning.count)
      length += (end ?? octets.endIndex) - octets.startIndex
      isRead = end != nil
    }
    context.fireChannelRead(data)
  }
}
