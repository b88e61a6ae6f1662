/// What the JSON interface takes and gives, as an OpenAPI document. A test holds it against the routes.
enum OpenAPIDocument {
  /// The document.
  static let text = paths + schemas

  private static let paths = #"""
    {
      "openapi": "3.1.0",
      "info": {
        "title": "swift-spf console", "version": "1",
        "description": "What the console shows, for programs. Times are universal; cursors mean nothing to their reader; codes of problems are stable; a parameter is given once, and not empty; new members may be added to any object.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
      },
      "servers": [{"url": "/api/v1"}],
      "paths": {
        "/openapi.json": {
          "get": {
            "operationId": "document", "summary": "This document.",
            "responses": {
              "200": {"description": "The document.", "content": {"application/json": {"schema": {"type": "object", "additionalProperties": true}}}},
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        },
        "/overview": {
          "get": {
            "operationId": "overview", "summary": "Results over time, and refusals by verdict.",
            "parameters": [
              {
                "name": "window", "in": "query",
                "schema": {"type": "string", "enum": ["24h", "7d", "30d", "90d"], "default": "7d"},
                "description": "How far back."
              }
            ],
            "responses": {
              "200": {
                "description": "The answer.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Overview"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        },
        "/cases": {
          "get": {
            "operationId": "cases",
            "summary": "Senders whose mail did not pass, those with the latest trouble first.",
            "parameters": [
              {
                "name": "verdict", "in": "query",
                "schema": {
                  "type": "string",
                  "enum": [
                    "stale-record", "forwarded", "forged", "broken-record", "dns-trouble", "hidden-client",
                    "unauthenticated-local", "unknown"
                  ]
                },
                "description": "Only those that were taken for it."
              },
              {
                "name": "domain", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 1024},
                "description": "Only of this domain."
              },
              {
                "name": "network", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 64},
                "description": "Only clients of this network."
              },
              {
                "name": "result", "in": "query",
                "schema": {
                  "type": "string",
                  "enum": ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
                },
                "description": "Only those with this result."
              },
              {
                "name": "since", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 40},
                "description": "Only those with trouble from this day or time on."
              },
              {
                "name": "until", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 40},
                "description": "Only those with trouble before."
              },
              {
                "name": "after", "in": "query", "schema": {"type": "string", "pattern": "^[0-9]{1,18}\\.[0-9]{1,18}\\.[0-9]{1,18}$"},
                "description": "The page behind the one that gave this cursor as next."
              },
              {
                "name": "limit", "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
                "description": "No more than so many."
              }
            ],
            "responses": {
              "200": {
                "description": "The answer.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CaseList"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        },
        "/cases/{domain}/{network}": {
          "get": {
            "operationId": "case", "summary": "Everything about one case.",
            "parameters": [
              {
                "name": "domain", "in": "path", "required": true,
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
                "description": "The domain that was checked.", "example": "corp.example.com"
              },
              {
                "name": "network", "in": "path", "required": true,
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
                "description": "The client's address or network as history keeps it, with _ in place of the slash.",
                "example": "203.0.113.25"
              }
            ],
            "responses": {
              "200": {
                "description": "The answer.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Case"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        },
        "/domains/{domain}": {
          "get": {
            "operationId": "domain",
            "summary": "A domain's record, what is wrong with it, its versions, and who sent for it.",
            "parameters": [
              {
                "name": "domain", "in": "path", "required": true,
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
                "description": "The domain that was checked.", "example": "corp.example.com"
              }
            ],
            "responses": {
              "200": {
                "description": "The answer.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Domain"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        },
        "/check": {
          "get": {
            "operationId": "check", "summary": "A check, with every step.",
            "parameters": [
              {
                "name": "ip", "in": "query",
                "schema": {"type": "string", "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}], "examples": ["203.0.113.25"]},
                "description": "The client's address.", "required": true
              },
              {
                "name": "sender", "in": "query",
                "schema": {"type": "string", "minLength": 1, "maxLength": 320, "examples": ["alice@corp.example.com"]},
                "description": "The reverse-path; one of sender and helo is needed."
              },
              {
                "name": "helo", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 320},
                "description": "The HELO name."
              },
              {
                "name": "record", "in": "query", "schema": {"type": "string", "minLength": 1, "maxLength": 4096},
                "description": "A record in place of the one that is published."
              }
            ],
            "responses": {
              "200": {
                "description": "The answer.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Check"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        },
        "/exemptions": {
          "get": {
            "operationId": "exemptions", "summary": "The temporary exemptions.",
            "responses": {
              "200": {
                "description": "The answer.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Exemptions"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          },
          "post": {
            "operationId": "exempt",
            "summary": "Adds an exemption, or replaces that for the same domain and network.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ExemptionRequest"}}}
            },
            "responses": {
              "201": {
                "description": "It was added.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Exemption"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        },
        "/events": {
          "get": {
            "operationId": "events",
            "summary": "Mail that did not pass just now, as server-sent events; ends after a while, for the client to come back.",
            "parameters": [
              {
                "name": "Last-Event-ID", "in": "header", "schema": {"type": "string", "minLength": 1, "maxLength": 64},
                "description": "The last event that was heard."
              }
            ],
            "responses": {
              "200": {
                "description": "Events called trouble, whose data is an Event, and called lost, whose data is a Loss.",
                "content": {"text/event-stream": {"schema": {"type": "string"}}}
              },
              "default": {
                "description": "It could not be answered.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          }
        }
      },

    """#
}
