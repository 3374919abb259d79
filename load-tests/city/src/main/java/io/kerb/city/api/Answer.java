package io.kerb.city.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What came back. */
public sealed interface Answer {

  /** 2xx; an empty body is a missing node. */
  record Done(int status, JsonNode body) implements Answer {}

  /** The server says no: a problem with its code. */
  record Refused(int status, String code, String detail) implements Answer {}

  /** No answer within the request's patience, or the server kept failing. */
  record Lost(String code) implements Answer {}
}
