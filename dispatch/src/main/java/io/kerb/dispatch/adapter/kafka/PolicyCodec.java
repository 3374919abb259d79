package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.market.MarketCommand;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.InvalidPolicy;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.policy.PolicyFields;
import io.kerb.dispatch.policy.PolicyKept;
import io.kerb.dispatch.policy.PolicyValue;
import io.kerb.dispatch.wire.PolicyAmounts;
import io.kerb.dispatch.wire.PolicyRecord;
import io.kerb.dispatch.wire.PolicyRow;
import io.kerb.dispatch.wire.PolicyRows;
import io.kerb.dispatch.wire.SetPolicy;
import io.kerb.location.api.MarketId;
import io.kerb.runtime.kafka.PoisonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The wire form of policies and of the wishes for them, both ways. It names no field of them. */
final class PolicyCodec {
  private PolicyCodec() {}

  static SetPolicy write(MarketCommand.SetPolicy wish) {
    SetPolicy.Builder wire =
        SetPolicy.newBuilder()
            .setRequestId(wish.request())
            .putAllSet(values(wish.change().set()))
            .addAllReset(wish.change().reset())
            .setChangedBy(wish.by())
            .setNote(wish.note());
    wish.expectedNumber().ifPresent(wire::setExpectedVersion);
    return wire.build();
  }

  /**
   * @throws IllegalArgumentException if it wishes for a value that says nothing
   */
  static MarketCommand.SetPolicy read(SetPolicy wire) {
    return new MarketCommand.SetPolicy(
        wire.getRequestId(),
        new PolicyChange(readValues(wire.getSetMap()), Set.copyOf(wire.getResetList())),
        wire.hasExpectedVersion()
            ? OptionalLong.of(wire.getExpectedVersion())
            : OptionalLong.empty(),
        wire.getChangedBy(),
        wire.getNote());
  }

  static PolicyRecord write(PolicyEvent event, MarketId market) {
    PolicyRecord.Builder wire =
        PolicyRecord.newBuilder()
            .setMarketId(market.value())
            .setRequestId(event.request())
            .setOccurredAtMs(event.occurredAt().toEpochMilli());
    if (event instanceof PolicyChanged changed) {
      wire.setChanged(
          io.kerb.dispatch.wire.PolicyChanged.newBuilder()
              .setVersion(changed.number())
              .putAllNumbers(values(PolicyFields.values(changed.policy())))
              .setChangedBy(changed.by())
              .setNote(changed.note()));
    } else if (event instanceof PolicyKept kept) {
      wire.setKept(
          io.kerb.dispatch.wire.PolicyKept.newBuilder()
              .setVersion(kept.number())
              .setReason(io.kerb.dispatch.wire.PolicyKept.Reason.valueOf(kept.reason().name()))
              .setDetail(kept.detail()));
    }
    return wire.build();
  }

  /**
   * @throws PoisonException if this is no policy record
   */
  static PolicyRecord parse(byte[] value) {
    try {
      return PolicyRecord.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonException("not a policy record: " + e.getMessage(), e);
    }
  }

  /**
   * @param configured what the record does not name
   * @throws InvalidPolicy if the present code cannot go by this policy
   * @throws PoisonException if the record says nothing
   */
  static PolicyEvent read(PolicyRecord wire, DispatchPolicy configured) {
    Instant at = Instant.ofEpochMilli(wire.getOccurredAtMs());
    return switch (wire.getOutcomeCase()) {
      case CHANGED -> changed(wire, at, configured);
      case KEPT ->
          new PolicyKept(
              wire.getRequestId(),
              wire.getKept().getVersion(),
              reason(wire.getKept().getReason()),
              wire.getKept().getDetail(),
              at);
      case OUTCOME_NOT_SET -> throw poison("it says nothing");
    };
  }

  private static PolicyChanged changed(PolicyRecord wire, Instant at, DispatchPolicy configured) {
    var changed = wire.getChanged();
    String version = PolicyChanged.version(changed.getVersion());
    return new PolicyChanged(
        wire.getRequestId(),
        changed.getVersion(),
        PolicyFields.read(version, readValues(changed.getNumbersMap()), configured),
        at,
        changed.getChangedBy(),
        changed.getNote());
  }

  private static PolicyKept.Reason reason(io.kerb.dispatch.wire.PolicyKept.Reason reason) {
    return switch (reason) {
      case SAME -> PolicyKept.Reason.SAME;
      case OTHER_VERSION -> PolicyKept.Reason.OTHER_VERSION;
      case INVALID -> PolicyKept.Reason.INVALID;
      case REASON_UNSPECIFIED, UNRECOGNIZED -> throw poison("reason " + reason);
    };
  }

  private static PoisonException poison(String what) {
    return new PoisonException("not a policy record: " + what, new IllegalArgumentException(what));
  }

  private static Map<String, io.kerb.dispatch.wire.PolicyValue> values(
      Map<String, ? extends PolicyValue> values) {
    Map<String, io.kerb.dispatch.wire.PolicyValue> wire = new LinkedHashMap<>();
    values.forEach((name, value) -> wire.put(name, value(value)));
    return wire;
  }

  private static io.kerb.dispatch.wire.PolicyValue value(PolicyValue value) {
    var wire = io.kerb.dispatch.wire.PolicyValue.newBuilder();
    if (value instanceof PolicyValue.Amount number) {
      wire.setAmount(number.amount());
    } else if (value instanceof PolicyValue.Amounts numbers) {
      wire.setAmounts(PolicyAmounts.newBuilder().addAllAmounts(numbers.amounts()));
    } else if (value instanceof PolicyValue.Word choice) {
      wire.setWord(choice.word());
    } else if (value instanceof PolicyValue.Rows rules) {
      wire.setRows(rows(rules));
    }
    return wire.build();
  }

  private static PolicyRows rows(PolicyValue.Rows rules) {
    PolicyRows.Builder wire = PolicyRows.newBuilder();
    rules.rows().forEach(row -> wire.addRows(PolicyRow.newBuilder().putAllCells(values(row))));
    return wire.build();
  }

  private static Map<String, PolicyValue> readValues(
      Map<String, io.kerb.dispatch.wire.PolicyValue> wire) {
    Map<String, PolicyValue> values = new LinkedHashMap<>();
    wire.forEach((name, value) -> values.put(name, value(name, value)));
    return values;
  }

  private static PolicyValue value(String name, io.kerb.dispatch.wire.PolicyValue wire) {
    return switch (wire.getValueCase()) {
      case AMOUNT -> new PolicyValue.Amount(wire.getAmount());
      case AMOUNTS -> new PolicyValue.Amounts(wire.getAmounts().getAmountsList());
      case WORD -> new PolicyValue.Word(wire.getWord());
      case ROWS -> readRows(name, wire.getRows());
      // Also what a newer version may write there.
      case VALUE_NOT_SET -> throw new InvalidPolicy(name, "nothing", "a number, or a word");
    };
  }

  private static PolicyValue.Rows readRows(String name, PolicyRows wire) {
    List<Map<String, PolicyValue.Single>> rows = new ArrayList<>();
    for (PolicyRow row : wire.getRowsList()) {
      Map<String, PolicyValue.Single> cells = new LinkedHashMap<>();
      row.getCellsMap().forEach((part, value) -> cells.put(part, single(name, value)));
      rows.add(cells);
    }
    return new PolicyValue.Rows(rows);
  }

  private static PolicyValue.Single single(String name, io.kerb.dispatch.wire.PolicyValue wire) {
    return switch (wire.getValueCase()) {
      case AMOUNT -> new PolicyValue.Amount(wire.getAmount());
      case WORD -> new PolicyValue.Word(wire.getWord());
      case AMOUNTS, ROWS, VALUE_NOT_SET ->
          throw new InvalidPolicy(name, wire.getValueCase(), "a number, or a word, in each part");
    };
  }
}
