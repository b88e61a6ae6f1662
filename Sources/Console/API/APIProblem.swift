internal import HTTPTypes
internal import History
internal import Hummingbird
internal import NIOCore
internal import Reporting

/// Why a request of the JSON interface was not answered (RFC 9457). Codes are stable.
struct APIProblem: Error, Sendable, Encodable {
  /// The codes.
  enum Code: String, Sendable, Encodable, CaseIterable {
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case malformedRequest = "malformed-request"
    case invalidParameter = "invalid-parameter"
    case invalidBody = "invalid-body"
    case unsupportedMediaType = "unsupported-media-type"
    case contentTooLarge = "content-too-large"
    case addressTooLong = "address-too-long"
    case fieldsTooLarge = "header-fields-too-large"
    case forbidden
    case noHistory = "no-history"
    case historyUnavailable = "history-unavailable"
    case noExemptions = "no-exemptions"
    case exemptionsUnavailable = "exemptions-unavailable"
    case tooManyQuestions = "too-many-questions"
    case busy
    case failed = "internal-error"

    /// Its status of HTTP.
    var status: HTTPResponse.Status {
      switch self {
      case .notFound, .noHistory, .noExemptions: .notFound
      case .methodNotAllowed: .methodNotAllowed
      case .malformedRequest, .invalidParameter: .badRequest
      case .invalidBody: .unprocessableContent
      case .unsupportedMediaType: .unsupportedMediaType
      case .contentTooLarge: .contentTooLarge
      case .addressTooLong: .uriTooLong
      case .fieldsTooLarge: .requestHeaderFieldsTooLarge
      case .forbidden: .forbidden
      case .tooManyQuestions: .tooManyRequests
      case .historyUnavailable, .exemptionsUnavailable, .busy: .serviceUnavailable
      case .failed: .internalServerError
      }
    }

    /// What it means.
    var title: String {
      switch self {
      case .notFound: "There is nothing here."
      case .methodNotAllowed: "This method is not to be had here."
      case .malformedRequest: "The request is none that could be answered."
      case .invalidParameter: "The value of a parameter is none."
      case .invalidBody: "The body is not what was expected."
      case .unsupportedMediaType: "The body must be application/json."
      case .contentTooLarge: "The body is too large."
      case .addressTooLong: "The address is too long."
      case .fieldsTooLarge: "The header fields are too long."
      case .forbidden: "This is private."
      case .noHistory: "No history is recorded."
      case .historyUnavailable: "The history cannot be read."
      case .noExemptions: "There is no file for exemptions."
      case .exemptionsUnavailable: "The file of exemptions cannot be used."
      case .tooManyQuestions: "So many questions a minute are not answered."
      case .busy: "Too many ask at once."
      case .failed: "Something went wrong here."
      }
    }
  }

  let code: Code
  /// What exactly.
  let detail: String
  /// The methods that are to be had instead.
  var allowed = "GET, HEAD"
  /// After so many seconds it may be otherwise; nil if time does not help.
  private let retryAfter: Int?

  init(_ code: Code, _ detail: String = "", retryAfter: Int? = nil) {
    self.code = code
    self.detail = detail
    self.retryAfter = retryAfter ?? (code == .busy ? 2 : nil)
  }

  /// The problem that any error is.
  init(_ error: any Error) {
    switch error {
    case let problem as APIProblem: self = problem
    case let problem as ParameterProblem:
      self.init(.invalidParameter, "\(problem.name): expected \(problem.expected.english)")
    case let error as HistoryError: self.init(.historyUnavailable, error.reason)
    case is Gate.Closed: self.init(.busy)
    case let error as TooManyQuestions: self.init(.tooManyQuestions, retryAfter: error.seconds)
    case let error as any HTTPResponseError:
      switch error.status.code {
      case 404: self.init(.notFound)
      case 405: self.init(.methodNotAllowed)
      case 413: self.init(.contentTooLarge)
      case 414: self.init(.addressTooLong)
      case 403: self.init(.forbidden)
      case 400..<500: self.init(.invalidBody)
      default: self.init(.failed)
      }
    default: self.init(.failed)
    }
  }

  /// The problem of a request that no parser takes.
  init(unread status: HTTPResponse.Status) {
    switch status {
    case .uriTooLong: self.init(.addressTooLong)
    case .requestHeaderFieldsTooLarge: self.init(.fieldsTooLarge)
    default: self.init(.malformedRequest)
    }
  }

  private enum Key: String, CodingKey {
    case type, title, status, code, detail
  }

  /// Writes the members of RFC 9457, and the code.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("about:blank", forKey: .type)
    try container.encode(code.title, forKey: .title)
    try container.encode(code.status.code, forKey: .status)
    try container.encode(code, forKey: .code)
    try container.encode(detail, forKey: .detail)
  }

  /// The header fields of the response.
  var fields: HTTPFields {
    var fields: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    if code == .methodNotAllowed { fields[.allow] = allowed }
    if let retryAfter { fields[.retryAfter] = "\(retryAfter)" }
    return fields
  }

  /// Its body.
  var octets: ByteBuffer { ByteBuffer(string: (try? JSONText.encode(self, isPretty: false)) ?? "{}") }

  /// The response.
  var response: Response {
    Response(status: code.status, headers: fields, body: ResponseBody(byteBuffer: octets))
  }
}
