# The image of one service: gateway, availability-worker or booking-worker.
#
#   ./mvnw -DskipTests package
#   docker build --build-arg MODULE=gateway -t meridian/gateway .
#
# The jars come from the build outside, so that the image needs neither Maven nor a JDK and no network.

FROM eclipse-temurin:25-jre AS layers
ARG MODULE
WORKDIR /layers
COPY ${MODULE}/target/${MODULE}-*-exec.jar application.jar
RUN java -Djarmode=tools -jar application.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
WORKDIR /application
# What changes seldom comes first; a new build of ours replaces only the last layers.
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
# For the calendar sandbox; the services keep nothing.
RUN install -d -o 10001 -g 10001 /data
USER 10001:10001
ARG HEALTH_PORT=8080
ENV HEALTH_PORT=${HEALTH_PORT}
HEALTHCHECK --interval=5s --timeout=4s --start-period=90s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$HEALTH_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "application.jar"]
