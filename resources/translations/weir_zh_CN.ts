<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ChartExport</name>
    <message>
        <source>The picture&apos;s size is out of range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each side may have 160 to 8,192 pixels, the scale may be 0.5 to 4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataPreview</name>
    <message>
        <source>The request&apos;s target does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data has no such row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MachineAdvice</name>
    <message>
        <source>Needs about %1 sockets, %2 threads and %3 with Qt&apos;s transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, but this process may open only %1 files: raise the limit with “ulimit -n %2” and start Weir again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, but only %1 are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: enough. It may open %1 files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a cap a slow service makes it more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>The file does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a JSONL file: one JSON object a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line is no JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ChartCard</name>
    <message>
        <source>Export, copy and scale of this chart (Shift+F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as &amp;PNG...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of this chart in a chosen size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as &amp;SVG...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A drawing of this chart that scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export &amp;data as CSV...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exactly the figures that are drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a picture of this chart on the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left axis by powers of ten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu of the chart %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ChartExport</name>
    <message>
        <source>The picture can&apos;t be encoded as PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file can&apos;t be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page has no size yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it once, then export it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ChartFrame</name>
    <message>
        <source>%1 (right axis)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, log scale</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ComposePage</name>
    <message>
        <source>Select an element at the left, or add one to the group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::DataEditor</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests refer to the data by this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JSONL file: one JSON object a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts written here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the kind of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the rows come from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the data file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the data file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path of the file; relative paths start at the project&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One prompt a line; each is a row with the field “prompt”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In their order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffled: each once a round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which row the next request takes. The scenario&apos;s seed decides what is random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send no more requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fail: local_error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the end of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens when every row was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first rows of the data; its columns are the fields for templates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl *.ndjson);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data has no row yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates take a field by its name, as in {{%1}}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::DistributionChart</name>
    <message>
        <source>share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CDF</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::DurationEdit</name>
    <message>
        <source>A duration is needed, such as 500ms, 30s or 1m30s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no duration. Write 500ms, 30s or 1m30s.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ErrorBars</name>
    <message>
        <source>Export as &amp;PNG...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of this card as it stands on the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export &amp;data as CSV...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exactly the figures that are drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a picture of this card on the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>weir::ExportDialog</name>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the drawing before scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of the drawing before scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as SVG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 gives twice the pixels of the same drawing, for sharp print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print: dark on white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen: as in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose file...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where to save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::GoalsEditor</name>
    <message>
        <source>Goodput: limits for each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the limit on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TTFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest time to the first token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TPOT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest mean time for each token after the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest time to the last token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A request that meets all of these counts as goodput.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the stall limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stall above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaps between tokens above it count as stalls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds: the run fails when one does not hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>METRIC [STATISTIC] OPERATOR VALUE, such as “ttft p(99) &lt; 500ms” or “error_rate &lt; 0.5%”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a validity limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validity: when Weir can&apos;t vouch for the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Achieved share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least share of the planned load that must be achieved, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slip p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most that the generator may start requests late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop lag p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most that the event loops may lag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use of the host&apos;s processors that counts as busy, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the host may be busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most periods in which the system may throttle Weir, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chunks above usage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most requests that may have more chunks than reported tokens, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run beyond one of these is invalid: the figures may be Weir&apos;s own and not the service&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::LoadEditor</name>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed: each user waits for the answer before the next request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open: arrivals come whether or not answers do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the load&apos;s model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed: a slow service slows the load down. Open: it does not, as with real users.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests a second; fractions are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even: equal gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Poisson: as from many independent users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform: the even count at random times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the arrivals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the gaps between requests are spread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many as the machine may open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most streams open at once. Reaching it fails the run: the service could not keep up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait, and count the wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop, and count the drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what happens at the cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an arrival does while the cap is reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users at work at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform between two times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the think time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Think time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a user waits between an answer and the next request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time; the least of a uniform one; the mean of an exponential one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most of a uniform think time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until the requests are done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the measured part, after the warm-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests in all. The run ends by what comes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load before the measured part; recorded, but not in the figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the drain time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for open streams to end after the last arrival; then they are cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the load plans over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your guess, for the expected open streams above and the needs below. It changes nothing in the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many requests as the service answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most %1 output tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The planned load appears here once the load has a length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open streams, expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::MainWindow</name>
    <message>
        <source>Verdict %1%2. Saved as %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when Weir is started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scenario has errors: see Problems on the Compose page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1[*] - Weir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weir does not know this kind of file: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved work on “%1” of %2 was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Weir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Weir %1&lt;/b&gt;&lt;p&gt;Load-tests services that stream tokens.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Built with Qt %2.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the run, save it and close Weir?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::MessageBar</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::NavRail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::NodeEditor</name>
    <message>
        <source>Rename to “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::NumberEdit</name>
    <message>
        <source>A number is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number must be above %1 and at most %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number must lie between %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::OnceDialog</name>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the same request again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy request, events and outcome to the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::OnceView</name>
    <message>
        <source>No response came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status %1
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response head and decoded answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every raw event of the stream with its time since the request started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the exchange</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::OutcomeListEdit</name>
    <message>
        <source>“%1” is no class of failure. Known are rate_limited, http_5xx, stream_interrupted and the others of the metrics page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems of the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter or click to go to the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: the scenario can run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 warning; the scenario can run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 warnings; the scenario can run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 error keeps the scenario from running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 errors keep the scenario from running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ProjectFiles</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects and runs (*.weir *.weirrun);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects (*.weir)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has unsaved changes. Save them?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::RequestEditor</name>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown in the tree and in results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which service gets this request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of this request among all: its weight over the sum of all weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rows whose fields fill the templates below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stream the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change streaming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: one whole answer, so there is no time to first token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the service likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the most tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit on the answer&apos;s tokens, sent with the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the system prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt; may be empty. A template like the prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{{field}} takes a field of the data row; {{unique}} is a text that differs for each request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: the vendor&apos;s own body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole request body instead of the vendor&apos;s. {{model}}, {{system}}, {{prompt}}, {{maxTokens}} and {{stream}} stand for what is set above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{{unique}} at the start of the prompt keeps the service&apos;s prefix cache out of the figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contains the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has at least so many output tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends with the finish reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a complete answer must hold; if not, its class is check_failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it will be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data row that fills the templates in this preview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The body rendered with the chosen row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::RowsEdit</name>
    <message>
        <source>+ Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a row: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected row (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the selected row up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the selected row down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::RunController</name>
    <message>
        <source>A run is going on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::SaveDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ScenarioTree</name>
    <message>
        <source>Parts of the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an element to the group (Ins)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate the element (Ctrl+D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the element (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the element (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ScenarioTreeModel</name>
    <message>
        <source>Rename “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::SeedEdit</name>
    <message>
        <source>A whole number from 0 to 18446744073709551615 is needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::SettingsEditor</name>
    <message>
        <source>Scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the scenario&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown in runs, summaries and exports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the scenario is for; a note for people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new one for each run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same plan: arrivals, requests, rows, think times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt network access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moves the bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen from the load and the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads that send requests and read streams.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of every chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed for waterfalls and for other tools&apos; definitions; a few bytes each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep every prompt in the run file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep every answer in the run file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc closes this window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::StatusLine</name>
    <message>
        <source>Generator lags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generator is late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests were re-sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loop lag p99 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slip p99 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 µs CPU/event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 re-sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1 min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether Weir itself keeps up; if not, the figures are not the service&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generator&apos;s figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How late the generator&apos;s event loops and requests are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weir&apos;s own reference service runs as long as a run needs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the project, or during a run its file, was saved last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generator healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in service running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in service stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::TargetEditor</name>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests refer to the target by this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the service is. The vendor&apos;s path is joined to it. “builtin:” is Weir&apos;s own reference service: no key, no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the vendor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose requests and event streams the service speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s name as the service knows it; goes into the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bearer: “Authorization: Bearer KEY”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key in a header of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the access scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the service knows its caller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the key&apos;s header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the header that carries the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the key&apos;s reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the key is, never the key itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write where the key is: env:NAME for an environment variable, file:PATH for a file, keychain:NAME for the system&apos;s keychain. Weir reads it when a run starts and never saves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent with every request of this target. A value may hold a reference such as env:NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reuse connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the reuse of connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: a new connection, and its handshake, for every request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify the TLS certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the TLS verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn it off only for a service of your own with a self-signed certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change HTTP/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many streams share one connection, which changes what is measured. Off: HTTP/1.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL of an HTTP proxy. Empty: none, whatever the system&apos;s settings say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stream timers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the timer “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest time to connect; later is connect_timeout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest wait for the first token; later is first_token_timeout. Streamed requests only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest silence after the first token; longer is stall_timeout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest time for the whole request; longer is deadline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts in all; 1 means no retry. Each has its own record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the back-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait before the second attempt; doubles each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the wait that is random, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what is retried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes of failure that are tried again, separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait as long as the server asks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the use of Retry-After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Obeys the response header Retry-After.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::TopBar</name>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send one request and look at every event (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 @ %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 of %3 requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut what still runs, save and end (Ctrl+.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No new requests; open ones may end within the drain time (Ctrl+.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the scenario (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::Waterfall</name>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waterfall of the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::WelcomePage</name>
    <message>
        <source>Weir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 users for 30 s against the built-in service: no key, no network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a project (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project or a run (Ctrl+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load-tests services that stream tokens: time to first token, throughput and errors, live. The sample needs no key and no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weir::WindowMenus</name>
    <message>
        <source>Baseline: one user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concurrent: 20 users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open rate: 5 requests a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixed load: 80 % short, 20 % long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soak: a light load for a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project or a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project under another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export page…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the charts and tables of this page to files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Weir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop gently; a second time: at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send one request and look at every event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Weir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
