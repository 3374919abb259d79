package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.market.MarketCommand;
import io.kerb.dispatch.supply.Destination;
import io.kerb.dispatch.wire.DeclineOffer;
import io.kerb.dispatch.wire.SetDuty;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.ProductId;
import io.kerb.runtime.kafka.PoisonException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads market-commands into dispatch's words. */
final class CommandReader {
  private CommandReader() {}

  /**
   * @throws PoisonException if this is no command that dispatch understands
   */
  static MarketCommand read(byte[] value) {
    try {
      var command = io.kerb.dispatch.wire.MarketCommand.parseFrom(value);
      return switch (command.getCommandCase()) {
        case SET_DUTY -> duty(command.getSetDuty());
        case DECLINE_OFFER -> decline(command.getDeclineOffer());
        case SET_POLICY -> PolicyCodec.read(command.getSetPolicy());
        case COMMAND_NOT_SET -> throw new IllegalArgumentException("it commands nothing");
      };
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not a market command: " + e.getMessage(), e);
    }
  }

  private static MarketCommand duty(SetDuty duty) {
    return new MarketCommand.SetDuty(
        new DriverId(duty.getDriverId()),
        duty.getOnDuty(),
        duty.getProductIdsList().stream()
            .map(ProductId::new)
            .collect(Collectors.toUnmodifiableSet()),
        duty.hasDestination()
            ? Optional.of(new Destination(OfferEventCodec.place(duty.getDestination())))
            : Optional.empty());
  }

  private static MarketCommand decline(DeclineOffer decline) {
    return new MarketCommand.DeclineOffer(
        new DriverId(decline.getDriverId()), new OfferId(decline.getOfferId()));
  }
}
