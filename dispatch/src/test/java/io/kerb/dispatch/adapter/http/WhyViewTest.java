package io.kerb.dispatch.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.adapter.http.WhyView.CandidateView;
import io.kerb.dispatch.wire.Candidate;
import io.kerb.dispatch.wire.DecisionRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyViewTest {
  @Test
  void aSubstituteIsNamedAndNobodyElseIs() {
    DecisionRecord record =
        DecisionRecord.newBuilder()
            .addCandidates(Candidate.newBuilder().setDriverId(1).setSubstituteProductId("xl"))
            .addCandidates(Candidate.newBuilder().setDriverId(2))
            .build();

    List<CandidateView> candidates =
        WhyView.of("trip", List.of(record)).decisions().get(0).candidates();

    assertThat(candidates)
        .extracting(CandidateView::substituteProductId)
        .containsExactly("xl", null);
  }
}
