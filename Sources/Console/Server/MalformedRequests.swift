internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Answers requests that no router sees with a page, or a problem of the JSON interface, because their parser gives them up: too long, or no HTTP. The
/// connection takes no other request then.
final class MalformedRequests: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let pages: PageMaker
  private let watch = RequestLineWatch()
  /// Requests that were begun and not answered to the end.
  private var underWay = 0
  private var isOver = false

  init(pages: PageMaker) {
    self.pages = pages
  }

  func handlerAdded(context: ChannelHandlerContext) {
    // It fails where the channel is closed, and then nothing is left to do.
    try? context.pipeline.syncOperations.addHandler(watch, position: .first)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: underWay += 1
    case .body: break
    case .end: watch.startAgain()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { underWay -= 1 }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let status = status(error), underWay == 0, !isOver else { return context.fireErrorCaught(error) }
    isOver = true
    let octets: ByteBuffer
    var fields: HTTPFields
    if watch.isForInterface {
      let problem = APIProblem(unread: status)
      octets = problem.octets
      fields = problem.fields
    } else {
      let language = Language(parameter: nil, accepted: nil)
      octets = pages.errorText(status, language)
      fields = PageMaker.fields(language: language, cache: "no-store")
    }
    SecurityHeaders.add(to: &fields)
    fields[.contentLength] = "\(octets.readableBytes)"
    fields[.connection] = "close"
    context.write(
      wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: fields))), promise: nil)
    context.write(wrapOutboundOut(.body(octets)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    // What the client still sends is read and thrown away, or it would not come to read the page; the time for a request
    // ends that.
    context.close(mode: .output, promise: nil)
  }

  private func status(_ error: any Error) -> HTTPResponse.Status? {
    switch error {
    case HTTPParserError.headerOverflow: watch.isTooLong ? .uriTooLong : .requestHeaderFieldsTooLarge
    case is HTTPParserError: .badRequest
    default: nil
    }
  }
}
