/** The place of the pre-call brief, kept free and marked as such. */
export function BriefPlace() {
  return (
    <section className="panel panel-reserved" aria-labelledby="brief-title">
      <h2 id="brief-title">Before the next call</h2>
      <p>
        The pre-call brief comes with the next release: who you will meet, what was said last, what is still
        open.
      </p>
    </section>
  );
}
