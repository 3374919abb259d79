package io.kerb.dispatch.adapter.http;

import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.runtime.http.Problem;

/** The market that an operator's call names. */
final class MarketPath {
  private MarketPath() {}

  /**
   * @throws io.kerb.runtime.http.ProblemException 404 if there is none, 400 if it is no name
   */
  static Market market(Markets markets, String text) {
    try {
      return markets
          .findMarket(new MarketId(text))
          .orElseThrow(
              () ->
                  Problem.notFound("market_not_found", "There is no market '" + text + "'.")
                      .exception());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("invalid_field", "market_id: " + e.getMessage()).exception();
    }
  }
}
