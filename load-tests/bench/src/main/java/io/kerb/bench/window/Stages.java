package io.kerb.bench.window;

import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.Market;
import io.kerb.location.api.SupplySearch;
import java.util.List;

/** What the dispatcher's questions to the index and to the roads took since the last look. */
final class Stages {
  private long supplyNs;
  private long etasNs;
  private long lastAnswerMs;

  /**
   * @param lastAnswerMs when the last question was answered, since 1970
   */
  record Taken(double supplyMs, double etasMs, long lastAnswerMs) {}

  synchronized Taken take() {
    Taken taken = new Taken(supplyNs / 1e6, etasNs / 1e6, lastAnswerMs);
    supplyNs = 0;
    etasNs = 0;
    return taken;
  }

  private synchronized void supply(long startedNs) {
    supplyNs += System.nanoTime() - startedNs;
    lastAnswerMs = System.currentTimeMillis();
  }

  private synchronized void etas(long startedNs) {
    etasNs += System.nanoTime() - startedNs;
    lastAnswerMs = System.currentTimeMillis();
  }

  SupplySearch timed(SupplySearch supply) {
    return new SupplySearch() {
      @Override
      public List<Answer> nearestOfEach(List<Query> queries) {
        long started = System.nanoTime();
        List<Answer> answers = supply.nearestOfEach(queries);
        supply(started);
        return answers;
      }

      @Override
      public Answer inMarket(Market market, int limit) {
        return supply.inMarket(market, limit);
      }
    };
  }

  PickupEtas timed(PickupEtas etas) {
    return questions -> {
      long started = System.nanoTime();
      List<int[]> answers = etas.pickupEtasOfEachS(questions);
      etas(started);
      return answers;
    };
  }
}
